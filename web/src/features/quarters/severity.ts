// The reviewer's own mean and spread beside the bureau's, made ready for drawing. All figures come from the server.
import type { ItemSpread, RatingForm, Severity } from '../../api/types'

export interface SeverityPoint {
  period: string
  mine: ItemSpread | null
  bureau: ItemSpread | null
}

export interface SeverityItem {
  class: string
  class_title: string
  item: string
  title: string
  points: SeverityPoint[] // oldest first
}

// Items in which the reviewer has rated anybody in these quarters.
export function severity_items(severity: Severity): SeverityItem[] {
  const find = (spreads: ItemSpread[], class_id: string, item: string) =>
    spreads.find((one) => one.class === class_id && one.item === item && one.mean !== null) ?? null
  const quarters = [...severity.quarters].reverse()
  return items_of(severity.sheet)
    .map((one) => ({
      ...one,
      points: quarters.map((quarter) => ({
        period: quarter.period,
        mine: find(quarter.mine, one.class, one.item),
        bureau: find(quarter.bureau, one.class, one.item),
      })),
    }))
    .filter((one) => one.points.some((point) => point.mine))
}

const items_of = (form: RatingForm) =>
  form.classes.flatMap((one) =>
    one.items.map((item) => ({ class: one.id, class_title: one.title, item: item.id, title: item.title })),
  )

// The lowest and highest figure that is drawn: means with their spread on both sides.
export const reach_of = (points: SeverityPoint[]) =>
  points
    .flatMap((point) => [point.mine, point.bureau])
    .filter((one): one is ItemSpread => one !== null)
    .flatMap((one) => [
      Number(one.mean) - Number(one.spread ?? 0),
      Number(one.mean) + Number(one.spread ?? 0),
    ])
