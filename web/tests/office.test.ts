import { describe, expect, it } from 'vitest'
import type { Evaluation, Overview, PeriodBoard, PriorGrade, SpecialState, Use } from '../src/api/types'
import { is_in_view } from '../src/features/evaluation/raters'
import { bands_shown, bars_of } from '../src/features/overview/bars'
import { steps_of } from '../src/features/periods/board'
import { choice_of, value_title } from '../src/features/personnel/forms'
import { csv_of } from '../src/features/imports/csv'
import { people_of, years_of } from '../src/features/personnel/grades'
import { uses_in } from '../src/features/uses/ledger'

it('a board shows the steps that it has, in the order of the work', () => {
  const board = {
    units: [{ steps: [{ step: 'quarter_acknowledgement' }, { step: 'quarter_review' }] }],
    deadlines: [{ step: 'quarter_review' }, { step: 'month_close' }],
  } as unknown as PeriodBoard
  expect(steps_of(board)).toEqual(['quarter_review', 'quarter_acknowledgement'])
})

it('raters who left are those whose sheet is still open', () => {
  const rater = (state: string, has_left: boolean) => ({ state, has_left }) as Evaluation['raters'][number]
  expect(is_in_view(rater('open', true), 'left')).toBe(true)
  expect(is_in_view(rater('submitted', true), 'left')).toBe(false)
  expect(is_in_view(rater('open', false), 'open')).toBe(true)
})

describe('earlier grades', () => {
  const grade = (id: string, year: number) =>
    ({ official: { id, name: id, unit_name: '一处' }, year, grade: '优秀' }) as PriorGrade

  it('stand a person a row and a year a column, the latest first', () => {
    const grades = [grade('b', 2024), grade('a', 2025), grade('a', 2023)]
    expect(years_of(grades, 2)).toEqual([2025, 2024])
    expect(people_of(grades, '').map((one) => [one.name, [...one.by_year.keys()]])).toEqual([
      ['a', [2025, 2023]],
      ['b', [2024]],
    ])
    expect(people_of(grades, 'b')).toHaveLength(1)
  })

  it('come out of a spreadsheet with tabs, and cells with commas are quoted', () => {
    expect(csv_of('姓名\t依据\r\n周敏\t文件一,文件二')).toBe('姓名,依据\n周敏,"文件一,文件二"')
    expect(csv_of('姓名\t依据\n周敏\t称"好"')).toBe('姓名,依据\n周敏,"称""好"""')
    expect(csv_of('姓名,依据\n周敏,x')).toBe('姓名,依据\n周敏,x')
  })
})

it('a special state says its word as the scheme does, whatever its number', () => {
  const choices = [
    {
      key: 'discipline',
      title: '处分',
      words: [{ word: 'warning', title: '警告' }],
      is_number: false,
    },
  ]
  const state = { key: 'discipline:2', value: 'warning' } as SpecialState
  expect(choice_of(choices, state.key)?.title).toBe('处分')
  expect(value_title(choices, state)).toBe('警告')
  expect(value_title(choices, { key: 'absence.months', value: '7' } as SpecialState)).toBe('7')
})

it('bands without people at both ends are left out, those between stay', () => {
  const band = (from: number, people: number) => ({ from, to: from + 5, people })
  const bands = [band(60, 0), band(80, 2), band(85, 0), band(90, 3), band(95, 0)] as Overview['bands']
  expect(bands_shown(bands).map((one) => one.from)).toEqual([80, 85, 90])
  expect(bands_shown([band(60, 0)])).toEqual([])
  expect(bars_of([{ label: 'a', people: 0 }])[0].height).toBe(0)
})

it('the ledger is narrowed by state, kind and name together', () => {
  const use = (id: string, state: string, kind: string) =>
    ({ id, state, kind, official: { name: id } }) as unknown as Use
  const uses = [
    use('甲', 'agreed', 'training'),
    use('乙', 'agreed', 'honour'),
    use('丙', 'proposed', 'honour'),
  ]
  const of = (state: string, kind: string, q: string) =>
    uses_in(uses, { state, kind, q }).map((one) => one.id)
  expect(of('agreed', '', '')).toEqual(['甲', '乙'])
  expect(of('agreed', 'honour', '')).toEqual(['乙'])
  expect(of('', 'honour', '丙')).toEqual(['丙'])
})
