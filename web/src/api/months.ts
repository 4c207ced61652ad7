import { body_of, client, if_match, once } from './client'
import type { MonthInput, MonthReview } from './types'

const root = '/api/officials/{official}/months/{period}'

const act_header = (version: number) => ({ ...if_match(version), ...once() })

export const get_month = (official: string, period: string) =>
  body_of(client.GET(root, { params: { path: { official, period } } }))

export const save_month = (official: string, period: string, body: MonthInput, version: number) =>
  body_of(client.PUT(root, { params: { path: { official, period }, header: if_match(version) }, body }))

export function act_on_month(
  act: 'submissions' | 'withdrawals',
  official: string,
  period: string,
  version: number,
) {
  const params = { path: { official, period }, header: act_header(version) }
  return body_of(client.POST(`${root}/${act}`, { params }))
}

export const save_month_review = (official: string, period: string, body: MonthReview, version: number) =>
  body_of(
    client.PUT(`${root}/review`, { params: { path: { official, period }, header: if_match(version) }, body }),
  )

export const approve_month = (official: string, period: string, body: MonthReview, version: number) =>
  body_of(
    client.POST(`${root}/approvals`, {
      params: { path: { official, period }, header: act_header(version) },
      body,
    }),
  )

export const return_month = (official: string, period: string, reason: string, version: number) =>
  body_of(
    client.POST(`${root}/returns`, {
      params: { path: { official, period }, header: act_header(version) },
      body: { reason },
    }),
  )

export const get_month_history = (official: string, period: string) =>
  body_of(client.GET(`${root}/history`, { params: { path: { official, period } } }))

export const list_reviews = (period: string) =>
  body_of(client.GET('/api/reviews/{period}', { params: { path: { period } } }))
