import { body_of, client, if_match, once } from './client'

const root = '/api/years/{year}/evaluation'

export const get_evaluation = (year: number) => body_of(client.GET(root, { params: { path: { year } } }))

export const open_evaluation = (year: number, due_on: string, version: number) =>
  body_of(
    client.POST(`${root}/openings`, {
      params: { path: { year }, header: { ...if_match(version), ...once() } },
      body: { due_on },
    }),
  )

export const close_evaluation = (year: number, version: number) =>
  body_of(
    client.POST(`${root}/closures`, {
      params: { path: { year }, header: { ...if_match(version), ...once() } },
    }),
  )

// version: of the rater's sheet.
export const strike_rater = (year: number, official: string, reason: string, version: number) =>
  body_of(
    client.POST(`${root}/raters/{official}/strikes`, {
      params: { path: { year, official }, header: { ...if_match(version), ...once() } },
      body: { reason },
    }),
  )
