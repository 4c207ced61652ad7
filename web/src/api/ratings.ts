import { body_of, client, if_match, once } from './client'
import type { RatingSheetInput } from './types'

const root = '/api/years/{year}/rating-sheet'

export const get_rating_sheet = (year: number) => body_of(client.GET(root, { params: { path: { year } } }))

export const save_rating_sheet = (year: number, body: RatingSheetInput, version: number) =>
  body_of(client.PUT(root, { params: { path: { year }, header: if_match(version) }, body }))

export const act_on_rating_sheet = (act: 'submissions' | 'withdrawals', year: number, version: number) =>
  body_of(
    client.POST(`${root}/${act}`, {
      params: { path: { year }, header: { ...if_match(version), ...once() } },
    }),
  )
