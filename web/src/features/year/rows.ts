// The list of a year as it is looked at: by comparison group, filtered, counted. Every figure comes from the server.
import type { Year, YearRow, YearStage } from '../../api/types'

export const stages = ['prepare', 'rate', 'compute', 'decide', 'notify', 'close'] as const
export type StageName = (typeof stages)[number]

// Which step of the line the year stands at; steps.length: all of it is done.
const reached: Record<YearStage, number> = {
  preparing: 0,
  evaluating: 1,
  evaluated: 2,
  proposed: 3,
  deciding: 3,
  published: 4,
  closed: stages.length,
}
export const stage_index = (stage: YearStage) => reached[stage]

export const views = ['undecided', 'tied', 'differs', 'suggested', 'objected'] as const

export const is_decided = (row: YearRow) => row.decision !== null
const is_tied = (row: YearRow) => row.tied_for.length > 0

// view: one of `views`, or flag:NAME; anything else takes every row.
export function is_in_view(row: YearRow, view: string): boolean {
  switch (view) {
    case 'undecided':
      return !is_decided(row)
    case 'tied':
      return is_tied(row)
    case 'differs':
      return row.decision !== null && row.decision.grade !== row.outcome.grade
    case 'suggested':
      return row.suggested_grade !== '' && row.suggested_grade !== row.outcome.grade
    case 'objected':
      return row.notice?.state === 'objected'
  }
  if (view.startsWith('flag:')) return row.outcome.flags.some((one) => `flag:${one.flag}` === view)
  return true
}

export interface View {
  view: string
  title: string // of a flag; the others are named by the page
  count: number
}

// The views that have somebody in them, in a fixed order; flags after the rest, by their number.
export function views_of(rows: YearRow[]): View[] {
  const flags = new Map<string, string>()
  for (const row of rows) for (const one of row.outcome.flags) flags.set(one.flag, one.title)
  const count = (view: string) => rows.filter((row) => is_in_view(row, view)).length
  const plain = views.map((view) => ({ view, title: '', count: count(view) }))
  const flagged = [...flags].map(([flag, title]) => ({
    view: `flag:${flag}`,
    title,
    count: count(`flag:${flag}`),
  }))
  return [...plain, ...flagged.sort((a, b) => b.count - a.count)].filter((one) => one.count > 0)
}

export interface Filter {
  view: string
  unit: string
  q: string // part of a name
}

export function chosen_rows(rows: YearRow[], filter: Filter): YearRow[] {
  const q = filter.q.trim()
  return rows.filter(
    (row) =>
      is_in_view(row, filter.view) &&
      (!filter.unit || row.unit.id === filter.unit) &&
      (!q || row.official.name.includes(q)),
  )
}

export interface Group {
  id: string
  name: string // empty: no leader in charge
  rows: YearRow[]
}

// In the order of the server: its rows come by group, then by place.
export function groups_of(rows: YearRow[]): Group[] {
  const groups: Group[] = []
  for (const row of rows) {
    const id = row.outcome.group?.id ?? ''
    const known = groups.find((group) => group.id === id)
    if (known) known.rows.push(row)
    else groups.push({ id, name: row.outcome.group?.name ?? '', rows: [row] })
  }
  return groups
}

export interface Column {
  node: string
  title: string
}

// The intermediate values that the scheme shows, quarters first; a scheme with others brings others.
export function columns_of(rows: YearRow[]): Column[] {
  const titles = new Map<string, string>()
  for (const row of rows) for (const one of row.outcome.nodes) titles.set(one.node, one.title)
  const columns = [...titles].map(([node, title]) => ({ node, title }))
  const quarter = (one: Column) => quarter_of_node(one.node) !== ''
  return [
    ...columns.filter(quarter).sort((a, b) => a.node.localeCompare(b.node)),
    ...columns.filter((one) => !quarter(one)),
  ]
}

// quarter.Q3 → 3; another node: empty.
export const quarter_of_node = (node: string) => /^quarter\.Q([1-4])$/.exec(node)?.[1] ?? ''

export const node_value = (row: YearRow, node: string) =>
  row.outcome.nodes.find((one) => one.node === node)?.value ?? ''

export const units_of = (rows: YearRow[]) => [...new Map(rows.map((row) => [row.unit.id, row.unit])).values()]

// How many of the rows have which final grade, best first, those without a grade last.
export function grades_decided(year: Year): { grade: string; people: number }[] {
  const people = (grade: string) => year.rows.filter((row) => row.decision?.grade === grade).length
  return [...year.grades, '']
    .map((grade) => ({ grade, people: people(grade) }))
    .filter((one) => one.people > 0)
}
