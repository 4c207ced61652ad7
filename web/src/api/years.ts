import { body_of, client, if_match, once } from './client'
import type { SeatMoveInput } from './types'

const root = '/api/years/{year}'

const act_params = (year: number, version: number) => ({
  path: { year },
  header: { ...if_match(version), ...once() },
})

export const get_year = (year: number) => body_of(client.GET(root, { params: { path: { year } } }))

export const compute_year = (year: number, version: number) =>
  body_of(client.POST(`${root}/runs`, { params: act_params(year, version) }))

export const move_seats = (year: number, body: SeatMoveInput, version: number) =>
  body_of(client.POST(`${root}/seat-moves`, { params: act_params(year, version), body }))

export const withdraw_seat_move = (year: number, move: string, version: number) =>
  body_of(
    client.POST(`${root}/seat-moves/{move}/withdrawals`, {
      params: { path: { year, move }, header: { ...if_match(version), ...once() } },
    }),
  )

export const publish_year = (year: number, version: number) =>
  body_of(client.POST(`${root}/publications`, { params: act_params(year, version) }))

export const close_year = (year: number, version: number) =>
  body_of(client.POST(`${root}/closures`, { params: act_params(year, version) }))

export type Table = 'subjects' | 'ratings' | 'facts' | 'results' | 'workbook'

// A plain link: the browser saves the file.
export const table_address = (year: number, table: Table) => `/api/years/${year}/tables/${table}`
