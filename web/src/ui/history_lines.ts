import type { Version } from '../api/types'

type Change = Version['changes'][number]

export interface HistoryLine {
  path: string[] // items, 2, goal
  from: string
  to: string
}

// What the head of a version says already (who, when, why), and what only the program counts.
const said_elsewhere = /(_at|_by|_for|_reason)$|^returns$|^entry_state$|^item$|^subject_class$/
const is_flag = /^(is_|submitted_late$)/
const is_counted = /^reopenings$/

// items[2].goal → items, 2, goal
export const path_of = (field: string) => field.split(/[.[\]]+/).filter(Boolean)

// The changes that a person wants to read. `word_of` gives the word for a value of an enumeration or a flag.
export function lines_of(
  changes: Change[],
  word_of: (field: string, value: string) => string,
): HistoryLine[] {
  return (
    changes
      .map((change) => ({ change, path: path_of(change.field) }))
      .filter(({ path }) => !said_elsewhere.test(path[path.length - 1]))
      // A flag that was never set is nothing that happened.
      .filter(
        ({ change, path }) =>
          !(
            (is_flag.test(path[path.length - 1]) || is_counted.test(path[path.length - 1])) &&
            change.from === '' &&
            change.to === '0'
          ),
      )
      .map(({ change, path }) => {
        const field = is_flag.test(path[path.length - 1]) ? 'flag' : path[path.length - 1]
        return { path, from: word_of(field, change.from), to: word_of(field, change.to) }
      })
  )
}

// Which score of a sheet is of which item, by what was once written into it: 1 → ability.
export function items_of_scores(versions: Version[]): Map<string, string> {
  const items = new Map<string, string>()
  for (const version of versions)
    for (const change of version.changes) {
      const [list, place, field] = path_of(change.field)
      if (list === 'scores' && field === 'item' && change.to) items.set(place, change.to)
    }
  return items
}
