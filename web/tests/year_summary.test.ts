import { describe, expect, it } from 'vitest'
import type { AnnualSummary, MonthItem } from '../src/api/types'
import { new_items, summary_input_of, take_in, year_summary_of } from '../src/features/summaries/summary_rows'

const item = (plan_item: string, goal: string): MonthItem => ({
  plan_item,
  goal,
  execution: `${goal}的情况`,
  progress: '',
  state: 'done',
})
const record = {
  items: [item('p1', '完成年度投资预测'), item('', '迎接专项督查')],
  reflection: '',
  training: '四月脱产培训五天',
} as unknown as AnnualSummary

describe('the annual summary', () => {
  it('is sent as it was read', () => {
    const input = summary_input_of(year_summary_of(record))
    expect(input.items.map((one) => [one.plan_item ?? '', one.goal])).toEqual([
      ['p1', '完成年度投资预测'],
      ['', '迎接专项督查'],
    ])
    expect(input.training).toBe('四月脱产培训五天')
  })

  it('is offered only what it does not have yet', () => {
    const summary = year_summary_of(record)
    const draft = [
      item('p1', '完成年度投资预测'),
      item('p2', '形成专题分析'),
      item('', '迎接专项督查'),
      item('', '支援换届'),
    ]
    const news = new_items(summary, draft)
    expect(news.map((one) => one.goal)).toEqual(['形成专题分析', '支援换届'])
    take_in(summary, news[0])
    expect(new_items(summary, draft).map((one) => one.goal)).toEqual(['支援换届'])
  })
})
