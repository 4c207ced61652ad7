import { body_of, client, if_match, once } from './client'
import type { Step } from './types'

export const get_period = (period: string) =>
  body_of(client.GET('/api/periods/{period}', { params: { path: { period } } }))

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
