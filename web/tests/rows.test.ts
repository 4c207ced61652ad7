import { describe, expect, it } from 'vitest'
import type { LogEntry, Month, PeriodBoard, Unit } from '../src/api/types'
import { month_input_of, news_of, summary_of, take_over } from '../src/features/months/month_rows'
import { in_order } from '../src/features/organ/tree'
import { late_count, late_people, open_count } from '../src/features/periods/board'
import { input_of, row_of, take_ids } from '../src/features/plans/plan_rows'
import { met_rules } from '../src/features/session/password_rules'

describe('plan rows', () => {
  it('leave out rows that have no goal yet', () => {
    const rows = [row_of({ goal: '起草方案' }), row_of(), row_of({ goal: '  ' })]
    expect(input_of(rows).items.map((item) => item.goal)).toEqual(['起草方案'])
  })

  it('take the ids of new items by their order among the written ones', () => {
    const rows = [row_of(), row_of({ goal: '一' }), row_of({ goal: '二' })]
    const sent = structuredClone(rows)
    rows.reverse() // moved while the answer was on its way
    take_ids(
      [
        { id: 'a', goal: '一' },
        { id: 'b', goal: '二' },
      ],
      sent,
      rows,
    )
    expect(rows.map((row) => row.id)).toEqual(['b', 'a', ''])
  })
})

describe('the summary of a month', () => {
  const entry = (id: string, content: string) => ({ id, content }) as LogEntry
  const month = (over: Partial<Month>) =>
    ({ items: [], draft: [], entries: [], reflection: '', ...over }) as unknown as Month
  const item = {
    plan_item: 'p1',
    goal: '目标',
    execution: '已开会',
    progress: '',
    state: 'under_way' as const,
  }

  it('keeps work outside the plan only once it has words', () => {
    const summary = summary_of(month({ items: [item] }))
    summary.rows.push({ ...summary.rows[0], key: 'x', plan_item: '', goal: '', execution: ' ' })
    expect(month_input_of(summary).items).toHaveLength(1)
  })

  it('shows entries that came after it was saved, and takes them over once', () => {
    const fresh = month({
      items: [{ ...item, entries: ['l1'] }],
      draft: [{ ...item, entries: ['l1', 'l2'] }],
      entries: [entry('l1', '已开会'), entry('l2', '报送初稿')],
    })
    const summary = summary_of(fresh)
    const news = news_of(summary, fresh)
    expect(news.map((one) => one.texts)).toEqual([['报送初稿']])
    take_over(summary, news[0])
    expect(summary.rows[0].execution).toBe('已开会\n报送初稿')
    expect(news_of(summary, fresh)).toEqual([])
  })

  it('offers a plan item that was added after it was saved', () => {
    const fresh = month({ items: [item], draft: [item, { ...item, plan_item: 'p2', goal: '新增' }] })
    const summary = summary_of(fresh)
    take_over(summary, news_of(summary, fresh)[0])
    expect(summary.rows.map((row) => row.goal)).toEqual(['目标', '新增'])
  })
})

describe('the board', () => {
  const person = (id: string) => ({ id, name: id })
  const open = (official: string, whose: string) => ({
    official: person(official),
    whose: person(whose),
    unit: { id: 'u1', name: '一处' },
    step: 'month_review',
    is_late: true,
    reminded_at: null,
  })
  const board = {
    units: [
      {
        unit: { id: 'u1', name: '一处' },
        steps: [{ step: 'month_review', done: 1, all: 4, late: 2 }],
      },
    ],
  } as unknown as PeriodBoard

  it('counts what is late of a step, and nothing of a step that it has not', () => {
    expect(late_count(board, 'month_review')).toBe(2)
    expect(late_count(board, 'month_plan')).toBe(0)
  })

  it('names everybody whom a reminder touches once, with all for whom it is', () => {
    expect(late_people([open('head', 'a'), open('head', 'b'), open('c', 'c')])).toMatchObject([
      { id: 'head', for_whom: 'a、b', unit_name: '一处' },
      { id: 'c', for_whom: '' },
    ])
    expect(late_people([])).toEqual([])
  })

  it('counts what a closing would leave unfinished', () => {
    expect(open_count(board, 'month_review')).toBe(3)
    expect(open_count(board, 'month_plan')).toBe(0)
  })
})

it('the tree stands parents before children, in their order, and loses no unit whose parent is not shown', () => {
  const unit = (id: string, parent: string, ordinal: number) => ({ id, name: id, parent, ordinal }) as Unit
  const nodes = in_order([
    unit('b', 'o', 2),
    unit('a', 'o', 1),
    unit('o', '', 0),
    unit('x', 'gone', 5),
    unit('c', 'a', 0),
  ])
  expect(nodes.map(({ unit: one, depth }) => `${depth}${one.id}`)).toEqual(['0o', '1a', '2c', '1b', '0x'])
})

describe('password rules', () => {
  it('take three kinds of characters or a long sentence', () => {
    expect(met_rules('Abcdefg123', 'zm', 'old').kinds).toBe(true)
    expect(met_rules('abcdefg123', 'zm', 'old').kinds).toBe(false)
    expect(met_rules('abcdefg hijklmn opq', 'zm', 'old').kinds).toBe(true)
  })
  it('refuse the login inside and the present password', () => {
    expect(met_rules('Xx1!zhangsanX', 'zhangsan', 'old').not_login).toBe(false)
    expect(met_rules('SamePass123', 'zm', 'SamePass123').new).toBe(false)
  })
})
