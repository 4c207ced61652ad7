import type { UnitWork } from '../../api/types'

export interface WorkRow {
  key: string
  id: string
  title: string
  measure: string
  due_on: string
}

let next_key = 1

export function work_row_of(work?: UnitWork): WorkRow {
  return {
    key: work?.id || `work-${Date.now()}-${next_key++}`,
    id: work?.id ?? '',
    title: work?.title ?? '',
    measure: work?.measure ?? '',
    due_on: work?.due_on ?? '',
  }
}

const is_written = (row: WorkRow) => row.title.trim() !== ''

export function works_of(rows: WorkRow[]): UnitWork[] {
  return rows.filter(is_written).map((row) => ({
    ...(row.id ? { id: row.id } : {}),
    title: row.title,
    measure: row.measure,
    due_on: row.due_on || null,
  }))
}

export function take_work_ids(works: UnitWork[], sent: WorkRow[], rows: WorkRow[]) {
  sent.filter(is_written).forEach((row, index) => {
    row.id = works[index]?.id ?? row.id
    const shown = rows.find((one) => one.key === row.key)
    if (shown) shown.id = row.id
  })
}
