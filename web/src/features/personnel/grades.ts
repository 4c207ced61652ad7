// Grades of earlier years as a table of people by years, and a pasted table before it is sent.
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

// What is copied from a spreadsheet comes with tabs; the server reads commas. A cell with a comma, a quote or a line
// break is quoted.
export function csv_of(pasted: string): string {
  if (!pasted.includes('\t')) return pasted
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)
  return pasted
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.split('\t').map(cell).join(','))
    .join('\n')
}
