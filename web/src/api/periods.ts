import { body_of, client, if_match, once } from './client'
import type { ReopeningInput, Step } from './types'

export const get_period = (period: string) =>
  body_of(client.GET('/api/periods/{period}', { params: { path: { period } } }))

// Who has which step before him: of a unit, or of a step that is late.
export const list_open_steps = (period: string, query: { unit?: string; step?: Step; late?: 0 | 1 }) =>
  body_of(client.GET('/api/periods/{period}/open-steps', { params: { path: { period }, query } }))

export const remind = (period: string, step: Step, unit?: string) =>
  body_of(
    client.POST('/api/periods/{period}/reminders', {
      params: { path: { period }, header: once() },
      body: unit ? { step, unit } : { step },
    }),
  )

export const close_period = (period: string, version: number) =>
  body_of(
    client.POST('/api/periods/{period}/closures', {
      params: { path: { period }, header: { ...if_match(version), ...once() } },
    }),
  )

export const list_reopenings = () => body_of(client.GET('/api/reopenings'))

export const request_reopening = (body: ReopeningInput) =>
  body_of(client.POST('/api/reopenings', { params: { header: once() }, body }))

export const grant_reopening = (reopening: string, version: number) =>
  body_of(
    client.POST('/api/reopenings/{reopening}/grants', {
      params: { path: { reopening }, header: { ...if_match(version), ...once() } },
    }),
  )

export const decline_reopening = (reopening: string, reason: string, version: number) =>
  body_of(
    client.POST('/api/reopenings/{reopening}/refusals', {
      params: { path: { reopening }, header: { ...if_match(version), ...once() } },
      body: { reason },
    }),
  )

export const get_overview = (period: string) =>
  body_of(client.GET('/api/overviews/{period}', { params: { path: { period } } }))
