// Where the dots of a small chart stand. Pixels only: no figure that people read is made here.

export interface Dot {
  x: number
  y: number
}

// Values over equal steps, from left to right; a missing one leaves its place empty.
export function dots_of(values: (number | null)[], width: number, height: number, edge = 4): Dot[] {
  const there = values.filter((value): value is number => value !== null)
  if (!there.length) return []
  const scale = scale_of(there, 4)
  const step = values.length > 1 ? (width - 2 * edge) / (values.length - 1) : 0
  return values.flatMap((value, index) =>
    value === null
      ? []
      : [{ x: edge + index * step, y: height - edge - scale.share(value) * (height - 2 * edge) }],
  )
}

export interface Scale {
  from: number
  to: number
  share: (value: number) => number // 0 at `from`, 1 at `to`
}

// A range that shows differences: around the values, at least so wide, on whole fives.
export function scale_of(values: number[], width_min: number): Scale {
  const middle = (Math.min(...values) + Math.max(...values)) / 2
  const low = Math.min(...values, middle - width_min / 2)
  const high = Math.max(...values, middle + width_min / 2)
  const from = width_min >= 10 ? Math.floor(low / 5) * 5 : low
  const to = width_min >= 10 ? Math.ceil(high / 5) * 5 : high
  return { from, to, share: (value) => (value - from) / (to - from || 1) }
}
