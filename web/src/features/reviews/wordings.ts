import type { MonthReview } from '../../api/types'

// The four wordings without which nothing is approved, in the order of the form.
export const review_parts = ['plan_execution', 'saturation', 'completeness', 'comment'] as const
export type ReviewPart = (typeof review_parts)[number]

export const longest: Record<ReviewPart, number> = {
  plan_execution: 300,
  saturation: 300,
  completeness: 300,
  comment: 500,
}

export const blank_review: Required<MonthReview> = {
  plan_execution: '',
  saturation: '',
  completeness: '',
  comment: '',
}
