import { describe, expect, it } from 'vitest'
import { is_for_others, task_link } from '../src/features/home/task_link'
import type { InboxItem } from '../src/api/types'

const task = (kind: InboxItem['kind'], period: string): InboxItem => ({
  kind,
  period,
  official: { id: 'o-7', name: '崔海涛' },
  deadline: null,
  is_reminded: false,
})

describe('a task of the year', () => {
  it('opens the page where it is done', () => {
    expect(task_link(task('quarter_review', '2026Q3'))).toEqual({
      name: 'quarters',
      params: { period: '2026Q3' },
    })
    expect(task_link(task('annual_summary_review', '2026'))).toEqual({
      name: 'reviews',
      params: { period: '2026', official: 'o-7' },
    })
    expect(task_link(task('result_acknowledge', '2026'))).toEqual({
      name: 'own_year',
      params: { year: '2026' },
    })
    expect(task_link(task('objection_answer', '2026'))).toEqual({
      name: 'own_year',
      params: { year: '2026', official: 'o-7' },
    })
  })

  it('stands with those who wait for me only where somebody does', () => {
    expect(is_for_others(task('annual_summary_review', '2026'))).toBe(true)
    expect(is_for_others(task('objection_answer', '2026'))).toBe(true)
    expect(is_for_others(task('quarter_acknowledge', '2026Q3'))).toBe(false)
  })
})
