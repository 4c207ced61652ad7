import type { OpenSteps, PeriodBoard, Step } from '../../api/types'
import { words } from '../../words'

// In the order of the work. A board shows those that it has: a month its four, a quarter and a year theirs.
const known_steps: Step[] = [
  'month_plan',
  'month_plan_confirmation',
  'month_summary',
  'month_review',
  'quarter_review',
  'quarter_acknowledgement',
  'annual_summary',
  'annual_summary_review',
  'evaluation',
  'result_acknowledgement',
]

export function steps_of(board: PeriodBoard): Step[] {
  const there = new Set<string>(board.units.flatMap((unit) => unit.steps.map((one) => one.step)))
  for (const deadline of board.deadlines) there.add(deadline.step)
  return known_steps.filter((step) => there.has(step))
}

export interface LatePerson {
  id: string
  name: string
  unit_name: string
  for_whom: string // whose plan or summary he has before him, where it is not his own
  reminded_at: string | null
}

// Whom a reminder would touch: those with a late step before them, each once.
export function late_people(open: OpenSteps['items']): LatePerson[] {
  const people = new Map<string, LatePerson>()
  for (const one of open) {
    const known = people.get(one.official.id)
    const other = one.whose.id === one.official.id ? '' : one.whose.name
    if (known) known.for_whom = [known.for_whom, other].filter(Boolean).join(words.global.t('app.list'))
    else
      people.set(one.official.id, {
        id: one.official.id,
        name: one.official.name,
        unit_name: one.official.unit_name ?? one.unit.name,
        for_whom: other,
        reminded_at: one.reminded_at,
      })
  }
  return [...people.values()]
}

export function open_count(board: PeriodBoard, step: Step): number {
  let open = 0
  for (const { steps: counts } of board.units)
    for (const count of counts) if (count.step === step) open += count.all - count.done
  return open
}

// How many steps of that kind are late, in all units.
export const late_count = (board: PeriodBoard, step: Step): number =>
  board.units
    .flatMap((unit) => unit.steps)
    .reduce((late, count) => late + (count.step === step ? count.late : 0), 0)
