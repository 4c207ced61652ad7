// What a decision needs before it can be sent, which rows one act may take together, and what becomes of rows that
// somebody else decided first.
import type { DecisionConflict } from '../../api/problem'
import type { DecisionInput, Meeting, YearRow } from '../../api/types'
import { can_decide } from './quorum'

export type ReasonFor = 'differs' | 'tied' | ''

// Why a reason must be given for this grade; empty: none is needed.
export function reason_needed(row: YearRow, grade: string): ReasonFor {
  if (grade !== row.outcome.grade) return 'differs'
  if (row.tied_for.length) return 'tied'
  return ''
}

export const version_of = (row: YearRow) => row.decision?.version ?? 0

export const as_proposed = (row: YearRow): DecisionInput => ({
  official: row.official.id,
  grade: row.outcome.grade,
  version: version_of(row),
})

export type LeftOut = 'tied' | 'no_quorum' | 'decided'

// Which of the ticked rows can be decided as proposed in one act, and why the others cannot.
export function bulk_of(rows: YearRow[], meeting: Meeting) {
  const taken: YearRow[] = []
  const left: { row: YearRow; why: LeftOut }[] = []
  for (const row of rows) {
    if (row.decision) left.push({ row, why: 'decided' })
    else if (reason_needed(row, row.outcome.grade)) left.push({ row, why: 'tied' })
    else if (!can_decide(meeting, row.official.id)) left.push({ row, why: 'no_quorum' })
    else taken.push(row)
  }
  return { taken, left }
}

export type Choice = 'mine' | 'theirs'

// What is sent after the member chose for each row that somebody else decided first: mine again on top of what stands
// there now, theirs left alone, the others as they were (nothing of the first attempt was written).
export function settle(
  sent: DecisionInput[],
  conflicts: DecisionConflict[],
  choices: Record<string, Choice>,
): DecisionInput[] {
  const present = new Map(conflicts.map((one) => [one.official.id, one.present]))
  return sent.flatMap((row) => {
    const theirs = present.get(row.official)
    if (!theirs) return [row]
    return choices[row.official] === 'mine' ? [{ ...row, version: theirs.version }] : []
  })
}

// The row that a pointer of a problem means: /decisions/2/reason → 2.
export function row_of_pointer(pointer: string): number | null {
  const found = /^\/decisions\/(\d+)/.exec(pointer)
  return found ? Number(found[1]) : null
}

// The next row that is still open, after this one in the order of the list, from the top again if need be.
export function next_open(rows: YearRow[], official: string): YearRow | undefined {
  const at = rows.findIndex((row) => row.official.id === official)
  const order = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))]
  return order.find((row) => row.decision === null)
}
