import { body_of, client, if_match, once } from './client'
import type { QuarterInput } from './types'

const root = '/api/officials/{official}/quarters/{period}'

const act_params = (official: string, period: string, version: number) => ({
  path: { official, period },
  header: { ...if_match(version), ...once() },
})

export const get_quarter_grid = (period: string) =>
  body_of(client.GET('/api/quarters/{period}/reviews', { params: { path: { period } } }))

// Every sheet of mine that is whole; the answer says why the others stay.
export const submit_quarters = (period: string) =>
  body_of(client.POST('/api/quarters/{period}/submissions', { params: { path: { period }, header: once() } }))

export const get_severity = (period: string) =>
  body_of(client.GET('/api/quarters/{period}/severity', { params: { path: { period } } }))

export const get_quarter = (official: string, period: string) =>
  body_of(client.GET(root, { params: { path: { official, period } } }))

export const save_quarter = (official: string, period: string, body: QuarterInput, version: number) =>
  body_of(client.PUT(root, { params: { path: { official, period }, header: if_match(version) }, body }))

export const submit_quarter = (official: string, period: string, version: number) =>
  body_of(client.POST(`${root}/submissions`, { params: act_params(official, period, version) }))

export const acknowledge_quarter = (official: string, period: string, version: number) =>
  body_of(client.POST(`${root}/acknowledgements`, { params: act_params(official, period, version) }))

export const reply_to_quarter = (official: string, period: string, text: string, version: number) =>
  body_of(client.POST(`${root}/replies`, { params: act_params(official, period, version), body: { text } }))

export const excuse_quarter = (official: string, period: string, reason: string, version: number) =>
  body_of(client.POST(`${root}/excuses`, { params: act_params(official, period, version), body: { reason } }))

export const get_quarter_history = (official: string, period: string) =>
  body_of(client.GET(`${root}/history`, { params: { path: { official, period } } }))
