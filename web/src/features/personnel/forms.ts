// How what is typed in the forms of the personnel pages becomes what is sent.
import type {
  CommitteeSeatInput,
  PlacementInput,
  PriorGradeInput,
  RecusalInput,
  SpecialState,
  SpecialStateInput,
  SpecialStates,
} from '../../api/types'
import type { FormValues } from '../../ui/FormSheet.vue'

const text = (values: FormValues, key: string) => String(values[key] ?? '').trim()
const day_or_null = (values: FormValues, key: string) => text(values, key) || null

export const recusal_input = (values: FormValues): RecusalInput => ({
  reviewer: text(values, 'reviewer'),
  official: text(values, 'official'),
  from: text(values, 'from'),
  to: day_or_null(values, 'to'),
  reason: text(values, 'reason'),
})

export const placement_input = (values: FormValues): PlacementInput => ({
  official: text(values, 'official'),
  period: text(values, 'period'),
  unit: text(values, 'unit'),
  kind: text(values, 'kind') === 'head' ? 'head' : 'staff',
  reason: text(values, 'reason'),
  is_withdrawn: values.is_withdrawn === true,
})

const seat_roles = ['chair', 'deputy_chair', 'member'] as const
export const seat_input = (values: FormValues): CommitteeSeatInput => ({
  official: text(values, 'official'),
  role: seat_roles.find((role) => role === values.role) ?? 'member',
  from: text(values, 'from'),
  to: day_or_null(values, 'to'),
})

export const prior_grade_input = (values: FormValues): PriorGradeInput => ({
  grade: text(values, 'grade'),
  award: text(values, 'award'),
  source: text(values, 'source'),
})

type Choice = SpecialStates['choices'][number]

// Which of the scheme's facts a record is: `discipline:1` is the first of `discipline`.
export const choice_of = (choices: Choice[], key: string): Choice | undefined =>
  choices.find((choice) => choice.key === key || choice.key === key.split(':')[0])

// A fact that is there or is not; the scheme writes it as 1.
export const is_yes_only = (key: string) => key === 'probation'

// What a record says in words: 警告, or 7 (months). Empty: its title says it all.
export function value_title(choices: Choice[], state: SpecialState): string {
  if (is_yes_only(state.key)) return ''
  const choice = choice_of(choices, state.key)
  return choice?.words.find((one) => one.word === state.value)?.title ?? state.value
}

export const special_state_input = (values: FormValues, year: number): SpecialStateInput => ({
  official: text(values, 'official'),
  year,
  key: text(values, 'key'),
  value: text(values, 'value'),
  evidence: text(values, 'evidence'),
  is_withdrawn: values.is_withdrawn === true,
  withdrawal_reason: text(values, 'withdrawal_reason'),
})

export const period_choices = (year: number) => [
  String(year),
  ...[1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`),
]
