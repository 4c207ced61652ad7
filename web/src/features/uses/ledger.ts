// The ledger of uses as it is narrowed down, and the forms that feed it.
import type { Use, UseInput, UseKind } from '../../api/types'
import type { FormValues } from '../../ui/FormSheet.vue'

export const use_kinds: UseKind[] = [
  'promotion',
  'honour',
  'practice',
  'recuperation',
  'training',
  'reminder_talk',
  'other',
]
export const use_states: Use['state'][] = ['proposed', 'agreed', 'declined', 'carried_out']

export interface UseFilter {
  state: string
  kind: string
  q: string
}

export function uses_in(uses: Use[], filter: UseFilter): Use[] {
  const q = filter.q.trim()
  return uses.filter(
    (use) =>
      (!filter.state || use.state === filter.state) &&
      (!filter.kind || use.kind === filter.kind) &&
      (!q || use.official.name.includes(q)),
  )
}

export const use_input = (values: FormValues, year: number): UseInput => ({
  official: String(values.official ?? ''),
  year,
  kind: use_kinds.find((kind) => kind === values.kind) ?? 'other',
  ...(values.dimension ? { dimension: String(values.dimension) } : {}),
  proposal: String(values.proposal ?? '').trim(),
})
