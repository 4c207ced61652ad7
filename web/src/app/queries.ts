// What was asked of the server, how long it holds, and what a change makes stale.
import { QueryClient, keepPreviousData } from '@tanstack/vue-query'
import { as_problem } from '../api/problem'

const fresh_ms = 10_000

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: fresh_ms,
      // A refusal does not become a permission by asking again; a lost connection may come back.
      retry: (count, error) => as_problem(error).is_passing && count < 2,
      // Old data stays while the new is fetched. Nothing polls: a page left open must not keep a session alive.
      refetchOnWindowFocus: true,
    },
  },
})

export { keepPreviousData }

export const keys = {
  inbox: ['inbox'] as const,
  plan: (official: string, period: string) => ['plan', official, period] as const,
  plan_history: (official: string, period: string) => ['plan_history', official, period] as const,
  works: (unit: string, year: number) => ['works', unit, year] as const,
  entries: (official: string, from: string, to: string) => ['entries', official, from, to] as const,
  month: (official: string, period: string) => ['month', official, period] as const,
  month_history: (official: string, period: string) => ['month_history', official, period] as const,
  entry_history: (entry: string) => ['entry_history', entry] as const,
  reviews: (period: string) => ['reviews', period] as const,
  board: (period: string) => ['board', period] as const,
  year: (year: number) => ['year', year] as const,
  meetings: (year: number) => ['meetings', year] as const,
  meeting: (meeting: string) => ['meeting', meeting] as const,
  evaluation: (year: number) => ['evaluation', year] as const,
  reopenings: ['reopenings'] as const,
  recusals: ['recusals'] as const,
  placements: (year: number) => ['placements', year] as const,
  committee_seats: ['committee_seats'] as const,
  prior_grades: ['prior_grades'] as const,
  special_states: (year: number) => ['special_states', year] as const,
  overview: (period: string) => ['overview', period] as const,
  uses: (year: number | undefined) => ['uses', year] as const,
  dimensions: ['dimensions'] as const,
  organ: ['organ'] as const,
  calendar: (year: number) => ['calendar', year] as const,
  units: ['units'] as const,
  officials: (filter: object) => ['officials', filter] as const,
  official: (official: string) => ['official', official] as const,
  actings: ['actings'] as const,
  quarter_grid: (period: string) => ['quarter_grid', period] as const,
  severity: (period: string) => ['severity', period] as const,
  quarter: (official: string, period: string) => ['quarter', official, period] as const,
  quarter_history: (official: string, period: string) => ['quarter_history', official, period] as const,
  rating: (year: number) => ['rating', year] as const,
  annual_summary: (official: string, year: number) => ['annual_summary', official, year] as const,
  annual_summary_history: (official: string, year: number) =>
    ['annual_summary_history', official, year] as const,
  own_year: (official: string, year: number) => ['own_year', official, year] as const,
  explanation: (official: string, year: number) => ['explanation', official, year] as const,
  accounts: (filter: object) => ['accounts', filter] as const,
}

// After an act on a plan, a log, a month, a review or a result: everything that shows its state.
export function mark_records_stale() {
  const kinds = [
    'inbox',
    'plan',
    'plan_history',
    'works',
    'entries',
    'month',
    'month_history',
    'reviews',
    'board',
    'quarter_grid',
    'severity',
    'quarter',
    'quarter_history',
    'rating',
    'annual_summary',
    'annual_summary_history',
    'own_year',
    'explanation',
    'year',
    'meetings',
    'meeting',
    'evaluation',
    'reopenings',
    'overview',
    'uses',
  ]
  for (const kind of kinds) void queries.invalidateQueries({ queryKey: [kind] })
}

// After the office changed what it keeps of people beside their posts: the year is computed from it.
export function mark_personnel_stale() {
  const kinds = ['recusals', 'placements', 'committee_seats', 'prior_grades', 'special_states', 'dimensions']
  for (const kind of kinds) void queries.invalidateQueries({ queryKey: [kind] })
  mark_records_stale()
}

export function mark_structure_stale() {
  const kinds = ['organ', 'units', 'officials', 'official', 'actings', 'reviews', 'board', 'inbox']
  for (const kind of kinds) void queries.invalidateQueries({ queryKey: [kind] })
}

export function forget_all() {
  queries.clear()
}
