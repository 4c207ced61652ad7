// Where what stands in the way of computing is mended.
import type { RouteLocationRaw } from 'vue-router'
import type { YearProblem } from '../../api/types'

export function problem_link(problem: YearProblem, year: number): RouteLocationRaw | null {
  const official = problem.official?.id
  const { code } = problem
  if (code === 'counting_post_undecided')
    return { name: 'personnel', params: { tab: 'placements' }, query: { year, official } }
  if (code.startsWith('fact_'))
    return { name: 'personnel', params: { tab: 'special' }, query: { year, official } }
  if (code.startsWith('evaluation_') || code.startsWith('rater_') || code === 'nobody_rated')
    return { name: 'evaluation', params: { year } }
  if (code === 'organ_has_no_root') return { name: 'organ' }
  if (!official) return null
  if (code.startsWith('quarter_') || code.startsWith('rating_'))
    return { name: 'own_year', params: { official, year } }
  return { name: 'person', params: { official } }
}

// Blocking first; of equal ones as the server gave them.
export const by_weight = (problems: YearProblem[]) =>
  [...problems].sort((a, b) => Number(b.is_blocking) - Number(a.is_blocking))

// What is said of a person begins with his name, which stands above it already.
export function without_name({ official, detail }: YearProblem): string {
  if (!official) return detail
  const said = detail.replace(new RegExp(`^${official.name}(：|: )`), '')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
