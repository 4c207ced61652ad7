// My sheet of the comprehensive evaluation as the cells of a grid, a class of subjects at a time.
import type { RatedSubjectInput, RatingForm, RatingSheet, RatingSheetInput } from '../../api/types'
import { fault_of, type GridColumn, type GridRow } from '../../ui/score_grid'
import { columns_of, is_ready, reason_mark, scores_of, value_of } from '../quarters/score_sheet'

export interface Rating {
  texts: Record<string, string[]> // by official, then column
  reasons: Record<string, string[]>
}

export const rating_of = (sheet: RatingSheet): Rating => {
  const rating: Rating = { texts: {}, reasons: {} }
  for (const subject of sheet.subjects) {
    const value = value_of(subject.scores, '', columns_of(sheet.sheet, subject.class))
    rating.texts[subject.official.id] = value.texts
    rating.reasons[subject.official.id] = value.reasons
  }
  return rating
}

const of = (rating: Rating, official: string) => ({
  texts: rating.texts[official] ?? [],
  reasons: rating.reasons[official] ?? [],
})

export const rating_input_of = (rating: Rating, sheet: RatingSheet): RatingSheetInput => ({
  subjects: sheet.subjects.map((subject): RatedSubjectInput => ({
    official: subject.official.id,
    scores: scores_of(of(rating, subject.official.id), columns_of(sheet.sheet, subject.class)),
  })),
})

export interface RatingGroup {
  id: string
  title: string
  columns: GridColumn[]
  rows: GridRow[]
}

export const rating_groups = (sheet: RatingSheet, is_open: boolean): RatingGroup[] =>
  sheet.sheet.classes
    .map((one) => ({
      id: one.id,
      title: one.title,
      columns: columns_of(sheet.sheet, one.id),
      rows: sheet.subjects
        .filter((subject) => subject.class === one.id)
        // Units in the order in which the server names them; within a unit as it lists people.
        .map((subject, index, all) => ({
          subject,
          at: all.findIndex((other) => other.unit.id === subject.unit.id) * all.length + index,
        }))
        .sort((a, b) => a.at - b.at)
        .map(({ subject }): GridRow => ({
          id: subject.official.id,
          name: subject.official.name,
          note: subject.official.title,
          group: subject.unit.name,
          is_open,
        })),
    }))
    .filter((one) => one.rows.length)

export const has_any_fault = (rating: Rating, groups: RatingGroup[]) =>
  groups.some((group) =>
    group.rows.some((row) =>
      group.columns.some((column, index) => fault_of(rating.texts[row.id]?.[index] ?? '', column)),
    ),
  )

export interface Progress {
  all: number
  done: number // rated whole, with the reasons that are asked for
  without_reason: number
}

export function progress_of(rating: Rating, groups: RatingGroup[], form: RatingForm): Progress {
  const progress = { all: 0, done: 0, without_reason: 0 }
  for (const group of groups)
    for (const row of group.rows) {
      const value = of(rating, row.id)
      progress.all++
      if (is_ready(value, group.columns, form)) progress.done++
      if (group.columns.some((_, index) => reason_mark(value, index, form) === 'missing'))
        progress.without_reason++
    }
  return progress
}
