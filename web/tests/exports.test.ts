// Every list of the application can be saved as a workbook: a <table> carries data-list, and an ExportButton of the same
// folder names it.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { list_of } from '../src/ui/table_rows'

// Tables that are no lists, each with the reason.
const no_lists: Record<string, string> = {
  'imports/ImportRows.vue':
    'what a table would change: it is given back as a marked copy of the table itself',
  'meetings/DecisionConflicts.vue': 'a choice to be made between two values, gone when it is made',
  'meetings/MinutesPage.vue': 'an official record, printed as it stands',
  'organ/CalendarMonth.vue': 'the sheet of a month; the days of the year are saved as one list by the page',
  'overview/BarChart.vue': 'the words of a drawing, for those who do not see it',
}

interface Source {
  path: string // below features
  text: string
}

function lists_of({ path, text }: Source) {
  const tables = [...text.matchAll(/<table\b[^>]*>/g)].map(([tag]) => tag)
  return tables.map((tag) => ({ path, name: /\bdata-list="([\w-]+)"/.exec(tag)?.[1] ?? '' }))
}

// The tables that nobody can save.
function left_out(sources: Source[]) {
  const saved = new Set(
    sources.flatMap(({ path, text }) =>
      [...text.matchAll(/<ExportButton\b[^>]*?\slist="([\w-]+)"/g)].map(
        ([, name]) => `${path.split('/')[0]}/${name}`,
      ),
    ),
  )
  return sources
    .flatMap(lists_of)
    .filter(({ path, name }) => !name || !saved.has(`${path.split('/')[0]}/${name}`))
    .map(({ path }) => path)
}

const root = join(__dirname, '../src/features')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.vue'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

describe('the lists of the application', () => {
  it('can be saved, each of them', () => {
    expect(sources.flatMap(lists_of).length).toBeGreaterThan(20)
    expect(left_out(sources).sort()).toEqual(Object.keys(no_lists).sort())
  })

  it('are missed when they cannot be saved', () => {
    const table = { path: 'uses/A.vue', text: '<table class="grid" data-list="uses">' }
    const button = { path: 'uses/B.vue', text: `<ExportButton\n v-if="a"\n list="uses"\n/>` }
    expect(left_out([table, button])).toEqual([])
    expect(left_out([{ ...table, text: '<table class="grid">' }, button])).toEqual(['uses/A.vue'])
    expect(left_out([table, { ...button, text: '<ExportButton list="other" />' }])).toEqual(['uses/A.vue'])
    expect(left_out([table, { ...button, path: 'year/B.vue' }])).toEqual(['uses/A.vue'])
  })

  it('say of a column whether it holds numbers or days', () => {
    const list = list_of(
      ['a', 'b', 'c', ''],
      [
        ['1.5', '2026-11-02', '=1+1', ''],
        ['', '2026-11-03', '2', ''],
      ],
    )
    expect(list.columns.map((one) => one.kind)).toEqual(['number', 'day', 'text', 'text'])
    expect(list.columns[3].title).toBe(' ')
  })
})
