import { describe, expect, it } from 'vitest'
import { add_periods, appraised_year, full_moment_name, period_name, quarter_of } from '../src/ui/dates'

describe('a period', () => {
  it('moves by its own kind, over the turn of the year', () => {
    expect(add_periods('2026-12', 1)).toBe('2027-01')
    expect(add_periods('2026Q4', 1)).toBe('2027Q1')
    expect(add_periods('2026Q1', -1)).toBe('2025Q4')
    expect(add_periods('2026', -1)).toBe('2025')
  })

  it('has the name that people say', () => {
    expect([period_name('2026Q3'), period_name('2026-11'), period_name('2026')]).toEqual([
      '2026 年第三季度',
      '2026 年 11 月',
      '2026 年',
    ])
  })

  it('is, while a year is appraised, the year before', () => {
    expect(['2026-12-31', '2027-01-01', '2027-03-31', '2027-04-01'].map(appraised_year)).toEqual([
      2026, 2026, 2026, 2027,
    ])
  })

  it('tells a moment in the time of the organ, with its year', () => {
    expect(full_moment_name('2026-12-31T16:30:00Z')).toBe('2027年1月1日 00:30')
  })

  it('is the quarter of a day at both ends', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarter_of)).toEqual([
      '2026Q1',
      '2026Q1',
      '2026Q2',
      '2026Q4',
    ])
  })
})
