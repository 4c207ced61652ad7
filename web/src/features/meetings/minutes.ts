// The minutes in the order in which they are read: decisions by grade, best first, and who was away.
import type { CommitteeSeat, Decision, Meeting, Year } from '../../api/types'
import { members_on } from './quorum'

export interface GradeRows {
  grade: string // empty: without a grade
  decisions: Decision[]
}

export function by_grade(decisions: Decision[], year: Year | undefined): GradeRows[] {
  const places = new Map(year?.rows.map((row, index) => [row.official.id, index]))
  const place = (one: Decision) => places.get(one.official.id) ?? places.size
  const in_order = [...decisions].sort((a, b) => place(a) - place(b))
  const known = year?.grades ?? []
  const others = [...new Set(in_order.map((one) => one.grade))].filter(
    (grade) => grade && !known.includes(grade),
  )
  return [...known, ...others, '']
    .map((grade) => ({ grade, decisions: in_order.filter((one) => one.grade === grade) }))
    .filter((one) => one.decisions.length > 0)
}

export const absent_from = (meeting: Meeting, seats: CommitteeSeat[]) =>
  members_on(seats, meeting.held_on)
    .map((seat) => seat.official)
    .filter((person) => !meeting.present.some((one) => one.id === person.id))

export const has_votes = (one: Decision) =>
  [one.votes_for, one.votes_against, one.votes_abstained].some((votes) => typeof votes === 'number')

// Who left the room: for himself or by what was declared, each pair once.
export function recusals_of(meeting: Meeting) {
  const pairs = new Map<string, { member: string; official: string; reason: string }>()
  for (const one of meeting.leaves)
    pairs.set(`${one.member.id} ${one.official.id}`, {
      member: one.member.name,
      official: one.official.name,
      reason: one.reason,
    })
  for (const decision of meeting.decisions)
    for (const member of decision.left_room ?? []) {
      const key = `${member.id} ${decision.official.id}`
      const of_himself = member.id === decision.official.id
      if (!pairs.has(key))
        pairs.set(key, {
          member: member.name,
          official: of_himself ? '' : decision.official.name,
          reason: '',
        })
    }
  return [...pairs.values()]
}
