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
  }
}

// Whether somebody else waits for me, rather than I for myself.
export const is_for_others = (task: InboxItem) =>
  ['annual_plan_confirm', 'month_plan_confirm', 'month_review'].includes(task.kind)
