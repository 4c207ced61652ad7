// What a bench in the browser ends with: medians, the worst, what a limit is of them, and how many answers were checked.
import { writeFileSync } from 'node:fs'

export interface Figure {
  key: string // in the report
  name: string
  values: number[] // milliseconds, one a round or more
  limit?: number
}

export const is_smoke = !!process.env.BENCH_SMOKE

export function median(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

export function line_of({ name, values, limit }: Figure) {
  const [middle, worst] = [median(values), Math.max(...values)].map(Math.round)
  const figures = `median ${middle} ms  worst ${worst} ms`
  if (limit === undefined) return `    ${figures}  ${name}`
  const verdict =
    middle > limit
      ? `  OVER the limit of ${limit} ms`
      : worst > limit
        ? `  the worst is over the limit of ${limit} ms`
        : ''
  return `    ${figures}  limit / this = ${(limit / middle).toFixed(2)}  ${name}${verdict}`
}

// Speed is for a reader to judge: a figure over its limit is told and fails nothing.
export function tell(bench: string, what: string, rounds: number, checked: number, figures: Figure[]) {
  const held = figures.map(({ key, values, limit }) => ({
    name: key,
    unit: 'ms',
    median: Math.round(median(values)),
    worst: Math.round(Math.max(...values)),
    ...(limit === undefined ? {} : { limit }),
  }))
  if (process.env.BENCH_REPORT)
    writeFileSync(process.env.BENCH_REPORT, JSON.stringify({ bench, rounds, passed: checked, held }) + '\n')
  console.log(`${bench}: ${what}, ${rounds} rounds`)
  if (!is_smoke) for (const figure of figures) console.log(line_of(figure))
  console.log(`${checked} passed, 0 failed`)
}
