import type { Month, MonthInput, MonthItem, WorkState } from '../../api/types'

export const work_states: WorkState[] = ['not_started', 'under_way', 'done', 'put_off']

export interface SummaryRow {
  key: string
  plan_item: string
  goal: string
  execution: string
  progress: string
  state: WorkState
  entries: string[]
}

export interface Summary {
  rows: SummaryRow[]
  reflection: string
}

let next_key = 1

export function summary_row_of(item?: MonthItem): SummaryRow {
  return {
    key: item?.plan_item || `item-${Date.now()}-${next_key++}`,
    plan_item: item?.plan_item ?? '',
    goal: item?.goal ?? '',
    execution: item?.execution ?? '',
    progress: item?.progress ?? '',
    state: item?.state ?? 'under_way',
    entries: [...(item?.entries ?? [])],
  }
}

export const summary_of = (month: Month): Summary => ({
  rows: month.items.map(summary_row_of),
  reflection: month.reflection,
})

// What is sent: work outside the plan counts from its first word on.
export function month_input_of(summary: Summary): MonthInput {
  return {
    items: summary.rows
      .filter((row) => row.plan_item || row.goal.trim() || row.execution.trim())
      .map((row) => ({
        ...(row.plan_item ? { plan_item: row.plan_item } : {}),
        goal: row.goal,
        execution: row.execution,
        progress: row.progress,
        state: row.state,
        entries: row.entries,
      })),
    reflection: summary.reflection,
  }
}

export interface News {
  id: string
  row: SummaryRow | null // null: an item that the summary does not have yet
  item: MonthItem
  texts: string[] // what the entries say that the summary does not know
}

// What came since the summary was saved: new plan items, and entries that no item names.
export function news_of(summary: Summary, month: Month): News[] {
  const known = new Set(summary.rows.flatMap((row) => row.entries))
  const content = new Map(month.entries.map((entry) => [entry.id, entry.content]))
  const news: News[] = []
  month.draft.forEach((item, index) => {
    const fresh = (item.entries ?? []).filter((entry) => !known.has(entry))
    const row = item.plan_item ? summary.rows.find((one) => one.plan_item === item.plan_item) : undefined
    if (item.plan_item && !row)
      news.push({ id: `new-${index}`, row: null, item, texts: item.execution ? [item.execution] : [] })
    else if (fresh.length) {
      const texts = fresh.map((entry) => content.get(entry) ?? '').filter(Boolean)
      news.push({ id: `more-${index}`, row: row ?? null, item: { ...item, entries: fresh }, texts })
    }
  })
  return news
}

export function take_over(summary: Summary, news: News) {
  if (!news.row) {
    summary.rows.push(summary_row_of(news.item))
    return
  }
  news.row.entries = [...news.row.entries, ...(news.item.entries ?? [])]
  news.row.execution = [news.row.execution, ...news.texts].filter((text) => text.trim()).join('\n')
}
