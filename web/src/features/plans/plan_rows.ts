import type { PlanInput, PlanItem } from '../../api/types'

// A row of the form. `key` names it on this page alone: a new row has no id until the server gave it one.
export interface PlanRow {
  key: string
  id: string
  goal: string
  measure: string
  due_on: string
  from: string
}

let next_key = 1
const new_row_key = () => `row-${Date.now()}-${next_key++}`

export function row_of(item?: Partial<PlanItem>): PlanRow {
  return {
    key: item?.id || new_row_key(),
    id: item?.id ?? '',
    goal: item?.goal ?? '',
    measure: item?.measure ?? '',
    due_on: item?.due_on ?? '',
    from: item?.from ?? '',
  }
}

const is_written = (row: PlanRow) => row.goal.trim() !== ''

// What is sent: rows without a goal are not there yet.
export function input_of(rows: PlanRow[]): PlanInput {
  return {
    items: rows.filter(is_written).map((row) => ({
      ...(row.id ? { id: row.id } : {}),
      goal: row.goal,
      measure: row.measure,
      due_on: row.due_on || null,
      ...(row.from ? { from: row.from } : {}),
    })),
  }
}

// The n-th item of what was sent is the row that this returns; faults name items by that number.
export const row_at = (rows: PlanRow[], index: number) => rows.filter(is_written)[index]

// Gives new rows the ids that the server gave them.
export function take_ids(items: PlanItem[], sent: PlanRow[], rows: PlanRow[]) {
  sent.filter(is_written).forEach((row, index) => {
    row.id = items[index]?.id ?? row.id
    const shown = rows.find((one) => one.key === row.key)
    if (shown) shown.id = row.id
  })
}
