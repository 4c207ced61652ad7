import { describe, expect, it } from 'vitest'
import type { RatingSheet } from '../src/api/types'
import {
  has_any_fault,
  progress_of,
  rating_groups,
  rating_input_of,
  rating_of,
} from '../src/features/evaluation/rating_rows'

const item = { id: 'comprehensive', title: '综合评价', min: '0', max: '100' }
const subject = (id: string, class_id: string, unit: string, score: string | null, reason = '') => ({
  official: { id, name: id },
  class: class_id,
  unit: { id: unit, name: unit },
  role: 'leader',
  scores: [{ item: 'comprehensive', score, reason }],
})
const sheet = {
  year: 2026,
  state: 'open',
  sheet: {
    id: 'comprehensive_evaluation',
    title: '年度综合测评',
    classes: [
      { id: 'head', title: '处室负责人', items: [item] },
      { id: 'staff', title: '工作人员', items: [item] },
    ],
    reason_from: '100',
    reason_below: '60',
    decimals: 1,
    article: '',
  },
  subjects: [
    subject('a', 'staff', 'u1', '88'),
    subject('b', 'staff', 'u2', '100'),
    subject('c', 'staff', 'u1', null),
    subject('d', 'head', 'u1', '55', '未完成年度任务'),
  ],
  due_on: '2026-12-25',
  is_open: true,
  secrecy: 'named',
  struck_reason: '',
  allowed: ['save', 'submit'],
  version: 1,
} as RatingSheet
const groups = rating_groups(sheet, true)

describe('my evaluation sheet', () => {
  it('stands by class, and within a class by unit', () => {
    expect(groups.map((group) => [group.title, group.rows.map((row) => row.id)])).toEqual([
      ['处室负责人', ['d']],
      ['工作人员', ['a', 'c', 'b']],
    ])
  })

  it('is sent as it was frozen, every subject with its scores', () => {
    const input = rating_input_of(rating_of(sheet), sheet)
    expect(input.subjects.map((one) => [one.official, one.scores[0].score, one.scores[0].reason])).toEqual([
      ['a', '88', undefined],
      ['b', '100', undefined],
      ['c', null, undefined],
      ['d', '55', '未完成年度任务'],
    ])
  })

  it('counts who is rated whole and who lacks a reason', () => {
    expect(progress_of(rating_of(sheet), groups, sheet.sheet)).toEqual({ all: 4, done: 2, without_reason: 1 })
  })

  it('is not sent by itself while a score is out of range', () => {
    const rating = rating_of(sheet)
    expect(has_any_fault(rating, groups)).toBe(false)
    rating.texts.c = ['101']
    expect(has_any_fault(rating, groups)).toBe(true)
  })
})
