// Grades of earlier years as a table of people by years.
import type { PriorGrade } from '../../api/types'

export interface PersonGrades {
  id: string
  name: string
  unit: string
  by_year: Map<number, PriorGrade>
}

export function years_of(grades: PriorGrade[], shown: number): number[] {
  return [...new Set(grades.map((one) => one.year))].sort((a, b) => b - a).slice(0, shown)
}

export function people_of(grades: PriorGrade[], q: string): PersonGrades[] {
  const people = new Map<string, PersonGrades>()
  for (const one of grades) {
    const { id, name, unit_name } = one.official
    if (q && !name.includes(q)) continue
    const known = people.get(id) ?? { id, name, unit: unit_name ?? '', by_year: new Map() }
    known.by_year.set(one.year, one)
    people.set(id, known)
  }
  return [...people.values()].sort(
    (a, b) => a.unit.localeCompare(b.unit, 'zh') || a.name.localeCompare(b.name, 'zh'),
  )
}
