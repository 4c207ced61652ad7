import type { LogEntry, LogEntryInput } from '../../api/types'

// The seven fields without the content, in the order of the form; how many characters each may have.
export const further_fields = [
  { key: 'time', longest: 100, rows: 1 },
  { key: 'place', longest: 100, rows: 1 },
  { key: 'people', longest: 100, rows: 1 },
  { key: 'progress', longest: 100, rows: 1 },
  { key: 'measures', longest: 1000, rows: 2 },
  { key: 'effect', longest: 1000, rows: 2 },
] as const

export const content_longest = 1000
export const plan_items_max = 10

export type FormEntry = Required<Omit<LogEntryInput, 'corrects'>>

export function blank_entry(work_date: string): FormEntry {
  return {
    work_date,
    time: '',
    place: '',
    people: '',
    content: '',
    measures: '',
    progress: '',
    effect: '',
    plan_items: [],
    is_limited: false,
  }
}

// A copy to write on, of an entry of this day or for another.
export function form_of(entry: LogEntry, work_date = entry.work_date): FormEntry {
  const { time, place, people, content, measures, progress, effect, plan_items, is_limited } = entry
  return {
    work_date,
    time,
    place,
    people,
    content,
    measures,
    progress,
    effect,
    plan_items: [...plan_items],
    is_limited,
  }
}

export const has_further = (entry: FormEntry) => further_fields.some((field) => entry[field.key] !== '')
