// Between the contract's sheets and the cells of a grid: what is rated, in which range, and when a reason is asked for.
import type { ItemScore, RatingForm } from '../../api/types'
import { fault_of, hundredths_of, is_whole, tidy, type GridColumn } from '../../ui/score_grid'

export interface RowValue {
  texts: string[] // by column, as typed
  reasons: string[] // by column
  comment: string
}

export const title_of_class = (form: RatingForm, id: string) =>
  form.classes.find((one) => one.id === id)?.title ?? id

// The titles of all that is rated, by its id.
export const names_of = (form: RatingForm): Record<string, string> =>
  Object.fromEntries(form.classes.flatMap((one) => one.items.map((item) => [item.id, item.title])))

export const columns_of = (form: RatingForm, class_id: string): GridColumn[] =>
  (form.classes.find((one) => one.id === class_id)?.items ?? []).map((item) => ({
    id: item.id,
    title: item.title,
    min: hundredths_of(item.min) ?? 0,
    max: hundredths_of(item.max) ?? 0,
    decimals: Math.min(2, form.decimals),
  }))

export function value_of(scores: ItemScore[], comment: string, columns: GridColumn[]): RowValue {
  const by_item = new Map(scores.map((score) => [score.item, score]))
  return {
    texts: columns.map((column) => tidy(by_item.get(column.id)?.score ?? '')),
    reasons: columns.map((column) => by_item.get(column.id)?.reason ?? ''),
    comment,
  }
}

// What is sent: an empty cell is an item that is not rated yet.
export const scores_of = (value: Pick<RowValue, 'texts' | 'reasons'>, columns: GridColumn[]): ItemScore[] =>
  columns.map((column, index) => ({
    item: column.id,
    score: value.texts[index] || null,
    ...(value.reasons[index]?.trim() ? { reason: value.reasons[index] } : {}),
  }))

export const has_fault = (value: Pick<RowValue, 'texts'>, columns: GridColumn[]) =>
  columns.some((column, index) => fault_of(value.texts[index] ?? '', column))

// A very high or very low score is explained in words; the bounds are the scheme's.
export function asks_for_reason(text: string, form: RatingForm): boolean {
  const score = hundredths_of(text)
  if (score === null) return false
  const from = hundredths_of(form.reason_from)
  const below = hundredths_of(form.reason_below)
  return (from !== null && score >= from) || (below !== null && score < below)
}

export function reason_mark(
  value: Pick<RowValue, 'texts' | 'reasons'> | undefined,
  column: number,
  form: RatingForm,
): 'missing' | 'given' | null {
  if (!value || !asks_for_reason(value.texts[column] ?? '', form)) return null
  return value.reasons[column]?.trim() ? 'given' : 'missing'
}

// Whether the sheet can be submitted: every item rated in its range, every extreme one with its reason.
export const is_ready = (
  value: Pick<RowValue, 'texts' | 'reasons'>,
  columns: GridColumn[],
  form: RatingForm,
) =>
  columns.length > 0 &&
  is_whole(value.texts, columns) &&
  columns.every((_, index) => reason_mark(value, index, form) !== 'missing')
