// Widths and heights of the bars. The figures stand beside them; a bar only helps the eye.
import type { Overview, OverviewStep } from '../../api/types'

export const share = (step: { done: number; all: number }) => (step.all ? step.done / step.all : 0)

export interface Bar {
  label: string
  people: number
  height: number // of 1, beside the tallest
}

export function bars_of(counts: { label: string; people: number }[]): Bar[] {
  const tallest = Math.max(1, ...counts.map((one) => one.people))
  return counts.map((one) => ({ ...one, height: one.people / tallest }))
}

// Bands between the lowest and the highest that have somebody in them: the ends without people say nothing.
export function bands_shown(bands: Overview['bands']): Overview['bands'] {
  const first = bands.findIndex((one) => one.people > 0)
  if (first < 0) return []
  const last = bands.length - [...bands].reverse().findIndex((one) => one.people > 0)
  return bands.slice(first, last)
}

export const steps_of = (overview: Overview): string[] => overview.whole.map((one) => one.step)

export const step_in = (steps: OverviewStep[], step: string): OverviewStep =>
  steps.find((one) => one.step === step) ?? { step, done: 0, all: 0 }
