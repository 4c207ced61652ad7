import { body_of, client, if_match, once } from './client'
import type { PlanInput, UnitWork } from './types'

const root = '/api/officials/{official}/plans/{period}'

export const get_plan = (official: string, period: string) =>
  body_of(client.GET(root, { params: { path: { official, period } } }))

export const save_plan = (official: string, period: string, body: PlanInput, version: number) =>
  body_of(client.PUT(root, { params: { path: { official, period }, header: if_match(version) }, body }))

// The acts on a plan that need no words.
export function act_on_plan(
  act: 'submissions' | 'withdrawals' | 'confirmations',
  official: string,
  period: string,
  version: number,
) {
  const params = { path: { official, period }, header: { ...if_match(version), ...once() } }
  return body_of(client.POST(`${root}/${act}`, { params }))
}

export const return_plan = (official: string, period: string, version: number, reason: string) =>
  body_of(
    client.POST(`${root}/returns`, {
      params: { path: { official, period }, header: { ...if_match(version), ...once() } },
      body: { reason },
    }),
  )

export const get_plan_history = (official: string, period: string) =>
  body_of(client.GET(`${root}/history`, { params: { path: { official, period } } }))

export const get_unit_works = (unit: string, year: number) =>
  body_of(client.GET('/api/units/{unit}/works/{year}', { params: { path: { unit, year } } }))

export const save_unit_works = (unit: string, year: number, works: UnitWork[], version: number) =>
  body_of(
    client.PUT('/api/units/{unit}/works/{year}', {
      params: { path: { unit, year }, header: if_match(version) },
      body: { works },
    }),
  )
