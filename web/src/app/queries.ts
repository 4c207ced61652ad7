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
  organ: ['organ'] as const,
  calendar: (year: number) => ['calendar', year] as const,
  units: ['units'] as const,
  officials: (filter: object) => ['officials', filter] as const,
  official: (official: string) => ['official', official] as const,
  actings: ['actings'] as const,
  accounts: (filter: object) => ['accounts', filter] as const,
}

// After an act on a plan, a log or a month: everything that shows its state.
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
  ]
  for (const kind of kinds) void queries.invalidateQueries({ queryKey: [kind] })
}

export function mark_structure_stale() {
  const kinds = ['organ', 'units', 'officials', 'official', 'actings', 'reviews', 'board', 'inbox']
  for (const kind of kinds) void queries.invalidateQueries({ queryKey: [kind] })
}

export function forget_all() {
  queries.clear()
}
