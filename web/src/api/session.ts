import { body_of, client } from './client'

export const get_session = () => body_of(client.GET('/api/session'))

export const log_in = (login: string, password: string) =>
  body_of(client.POST('/api/session', { body: { login, password } }))

export const log_out = () => body_of(client.DELETE('/api/session'))

export const change_password = (old_password: string, new_password: string) =>
  body_of(client.PUT('/api/session/password', { body: { old_password, new_password } }))

export const get_inbox = () => body_of(client.GET('/api/inbox'))
