import { body_of, client, if_match, once } from './client'
import type { AccountChange, AccountInput } from './types'

export const list_accounts = (query: { q?: string; after?: string; limit?: number }) =>
  body_of(client.GET('/api/accounts', { params: { query } }))

export const add_account = (body: AccountInput) =>
  body_of(client.POST('/api/accounts', { params: { header: once() }, body }))

export const change_account = (account: string, body: AccountChange, version: number) =>
  body_of(
    client.PATCH('/api/accounts/{account}', {
      params: { path: { account }, header: if_match(version) },
      body,
    }),
  )

export const reset_password = (account: string, version: number) =>
  body_of(
    client.POST('/api/accounts/{account}/password-resets', {
      params: { path: { account }, header: { ...if_match(version), ...once() } },
    }),
  )
