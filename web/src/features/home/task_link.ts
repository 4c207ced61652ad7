import type { RouteLocationRaw } from 'vue-router'
import type { InboxItem } from '../../api/types'

// The exact form in which a task is done.
export function task_link(task: InboxItem): RouteLocationRaw {
  const { period, official } = task
  switch (task.kind) {
    case 'month_plan_write':
    case 'month_plan_returned':
    case 'annual_plan_write':
    case 'annual_plan_returned':
      return { name: 'plan', params: { period } }
    case 'annual_plan_confirm':
      return { name: 'plan', params: { period, official: official.id } }
    case 'month_summary_write':
    case 'month_summary_returned':
      return { name: 'month', params: { period } }
    case 'month_plan_confirm':
    case 'month_review':
      return { name: 'reviews', params: { period, official: official.id } }
    case 'month_close':
      return { name: 'board', params: { period } }
    case 'quarter_review':
      return { name: 'quarters', params: { period } }
    case 'quarter_acknowledge':
      return { name: 'quarter', params: { period } }
    case 'annual_summary_write':
    case 'annual_summary_returned':
      return { name: 'summary', params: { year: period } }
    case 'annual_summary_review':
      return { name: 'reviews', params: { period, official: official.id } }
    case 'evaluation_rate':
      return { name: 'rating', params: { year: period } }
    case 'year_decide':
      return { name: 'year', params: { year: period } }
    case 'result_acknowledge':
      return { name: 'own_year', params: { year: period } }
    case 'objection_answer':
      return { name: 'own_year', params: { year: period, official: official.id } }
    case 'reopening_decide':
      return { name: 'reopenings' }
  }
}

// Whether somebody else waits for me, rather than I for myself.
export const is_for_others = (task: InboxItem) =>
  [
    'annual_plan_confirm',
    'month_plan_confirm',
    'month_review',
    'annual_summary_review',
    'objection_answer',
  ].includes(task.kind)

// Whether its note is the reason of a return, and not a remark.
export const is_returned = (task: InboxItem) => task.kind.endsWith('_returned')
