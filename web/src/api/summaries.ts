import { body_of, client, if_match, once } from './client'
import type { AnnualReview, AnnualSummaryInput } from './types'

const root = '/api/officials/{official}/years/{year}/summary'

const act_params = (official: string, year: number, version: number) => ({
  path: { official, year },
  header: { ...if_match(version), ...once() },
})

export const get_summary = (official: string, year: number) =>
  body_of(client.GET(root, { params: { path: { official, year } } }))

export const save_summary = (official: string, year: number, body: AnnualSummaryInput, version: number) =>
  body_of(client.PUT(root, { params: { path: { official, year }, header: if_match(version) }, body }))

export const act_on_summary = (
  act: 'submissions' | 'withdrawals',
  official: string,
  year: number,
  version: number,
) => body_of(client.POST(`${root}/${act}`, { params: act_params(official, year, version) }))

export const save_summary_review = (official: string, year: number, body: AnnualReview, version: number) =>
  body_of(
    client.PUT(`${root}/review`, { params: { path: { official, year }, header: if_match(version) }, body }),
  )

export const approve_summary = (official: string, year: number, body: AnnualReview, version: number) =>
  body_of(client.POST(`${root}/approvals`, { params: act_params(official, year, version), body }))

export const return_summary = (official: string, year: number, reason: string, version: number) =>
  body_of(client.POST(`${root}/returns`, { params: act_params(official, year, version), body: { reason } }))

export const get_summary_history = (official: string, year: number) =>
  body_of(client.GET(`${root}/history`, { params: { path: { official, year } } }))
