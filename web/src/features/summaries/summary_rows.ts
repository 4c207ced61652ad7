import type { AnnualSummary, AnnualSummaryInput, MonthItem } from '../../api/types'
import { month_input_of, summary_row_of, type Summary, type SummaryRow } from '../months/month_rows'

export interface YearSummary extends Summary {
  training: string
}

export const year_summary_of = (summary: AnnualSummary): YearSummary => ({
  rows: summary.items.map(summary_row_of),
  reflection: summary.reflection,
  training: summary.training,
})

export const summary_input_of = (summary: YearSummary): AnnualSummaryInput => ({
  ...month_input_of(summary),
  training: summary.training,
})

// Items of the annual plan, and work of the months, that came since the summary was saved.
export const new_items = (summary: YearSummary, draft: MonthItem[]): MonthItem[] =>
  draft.filter((item) => {
    if (item.plan_item) return !summary.rows.some((row) => row.plan_item === item.plan_item)
    return !summary.rows.some((row) => !row.plan_item && row.goal === item.goal)
  })

export const take_in = (summary: YearSummary, item: MonthItem): SummaryRow => {
  const row = summary_row_of(item)
  summary.rows.push(row)
  return row
}
