import { describe, expect, it } from 'vitest'
import type { RatingForm, Severity } from '../src/api/types'
import { severity_items } from '../src/features/quarters/severity'
import {
  asks_for_reason,
  columns_of,
  has_fault,
  is_ready,
  reason_mark,
  scores_of,
  value_of,
} from '../src/features/quarters/score_sheet'

const form: RatingForm = {
  id: 'quarter_review',
  title: '季评鉴',
  classes: [
    {
      id: 'staff',
      title: '工作人员',
      items: [
        { id: 'ability', title: '业务能力', min: '0', max: '100' },
        { id: 'tasks', title: '任务完成', min: '0', max: '100' },
      ],
    },
  ],
  reason_from: '100',
  reason_below: '60',
  decimals: 1,
  article: 'RZ-23',
}
const columns = columns_of(form, 'staff')

describe('a sheet of scores', () => {
  it('has the items of the class and of no other', () => {
    expect(columns.map((column) => [column.title, column.min, column.max])).toEqual([
      ['业务能力', 0, 10_000],
      ['任务完成', 0, 10_000],
    ])
    expect(columns_of(form, 'head')).toEqual([])
  })

  it('is read from and written to the contract without a change', () => {
    const value = value_of([{ item: 'tasks', score: '100', reason: '牵头完成预测' }], '', columns)
    expect(value).toEqual({ texts: ['', '100'], reasons: ['', '牵头完成预测'], comment: '' })
    expect(scores_of(value, columns)).toEqual([
      { item: 'ability', score: null },
      { item: 'tasks', score: '100', reason: '牵头完成预测' },
    ])
  })

  it('asks for a reason at the bounds of the scheme', () => {
    expect(['100', '99.9', '60', '59.9', '', 'x'].map((text) => asks_for_reason(text, form))).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
    ])
  })

  it('is ready with every item rated and every extreme explained', () => {
    const value = { texts: ['88', '100'], reasons: ['', ' '] }
    expect(reason_mark(value, 1, form)).toBe('missing')
    expect(is_ready(value, columns, form)).toBe(false)
    expect(is_ready({ ...value, reasons: ['', '牵头'] }, columns, form)).toBe(true)
    expect(is_ready({ texts: ['88', ''], reasons: ['', ''] }, columns, form)).toBe(false)
    expect(is_ready({ texts: [], reasons: [] }, [], form)).toBe(false)
  })

  it('with a score out of range is not sent by itself', () => {
    expect(has_fault({ texts: ['88', '101'] }, columns)).toBe(true)
    expect(has_fault({ texts: ['88', ''] }, columns)).toBe(false)
  })
})

describe('my severity', () => {
  it('stands beside the bureau only where the server gives its figures', () => {
    const mine = { class: 'staff', item: 'ability', count: 8, mean: '88', spread: '3' }
    const severity: Severity = {
      sheet: form,
      quarters: [
        { period: '2026Q3', mine: [mine], bureau: [] },
        { period: '2026Q2', mine: [], bureau: [{ ...mine, mean: '85', count: 60 }] },
      ],
    }
    const items = severity_items(severity)
    expect(items.map((item) => item.item)).toEqual(['ability'])
    expect(items[0].points.map((point) => [point.period, point.mine?.mean, point.bureau?.mean])).toEqual([
      ['2026Q2', undefined, '85'],
      ['2026Q3', '88', undefined],
    ])
  })
})
