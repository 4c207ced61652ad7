// Seats by award and group, with what was moved; every figure is the server's, only the totals are added up here.
import type { SeatMove, SeatMoveInput, SeatRow } from '../../api/types'
import type { FormValues } from '../../ui/FormSheet.vue'

export interface AwardSeats {
  award: string
  title: string
  rows: SeatRow[]
  total: { counted: number; seats_by_rule: number; seats: number; awarded: number; tied: number }
}

export function awards_of(seats: SeatRow[]): AwardSeats[] {
  const awards: AwardSeats[] = []
  for (const row of seats) {
    let award = awards.find((one) => one.award === row.award)
    if (!award) {
      const total = { counted: 0, seats_by_rule: 0, seats: 0, awarded: 0, tied: 0 }
      awards.push((award = { award: row.award, title: row.title, rows: [], total }))
    }
    award.rows.push(row)
    for (const key of ['counted', 'seats_by_rule', 'seats', 'awarded', 'tied'] as const)
      award.total[key] += row[key]
  }
  return awards
}

export const moved = (row: SeatRow) => row.seats - row.seats_by_rule
export const left = (row: { seats: number; awarded: number }) => row.seats - row.awarded
export const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '')

export const title_of = (seats: SeatRow[], move: SeatMove) =>
  seats.find((row) => row.award === move.award)?.title ?? move.award

export const move_input = (values: FormValues): SeatMoveInput => ({
  award: String(values.award ?? ''),
  from_group: String(values.from_group ?? ''),
  to_group: String(values.to_group ?? ''),
  seats: Number(values.seats || 0),
  reason: String(values.reason ?? '').trim(),
})
