// Who has answered, never what.
import type { Evaluation } from '../../api/types'

export const rater_views = ['all', 'open', 'submitted', 'left', 'struck'] as const
export type RaterView = (typeof rater_views)[number]

type Rater = Evaluation['raters'][number]

export function is_in_view(rater: Rater, view: RaterView): boolean {
  if (view === 'all') return true
  if (view === 'left') return rater.has_left && rater.state === 'open'
  return rater.state === view
}
