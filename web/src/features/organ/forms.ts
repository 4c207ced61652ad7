// The small forms of the structure: which fields, and how what is typed becomes what is sent.
import type { FormValues } from '../../ui/FormSheet.vue'
import type {
  ActingInput,
  ChargeInput,
  OfficialChange,
  OfficialInput,
  PostInput,
  PostKind,
  UnitInput,
} from '../../api/types'

const text = (values: FormValues, key: string) => String(values[key] ?? '').trim()
const day_or_null = (values: FormValues, key: string) => text(values, key) || null

export const unit_input = (values: FormValues): UnitInput => ({
  name: text(values, 'name'),
  parent: text(values, 'parent'),
  ordinal: Number(text(values, 'ordinal') || 0),
  from: text(values, 'from'),
  to: day_or_null(values, 'to'),
})

export const official_input = (values: FormValues): OfficialInput => ({
  name: text(values, 'name'),
  pinyin: text(values, 'pinyin'),
  number: text(values, 'number'),
  from: text(values, 'from'),
  unit: text(values, 'unit'),
  kind: text(values, 'kind') as PostKind,
  title: text(values, 'title'),
})

export const official_change = (values: FormValues): OfficialChange => ({
  name: text(values, 'name'),
  pinyin: text(values, 'pinyin'),
  number: text(values, 'number'),
  from: text(values, 'from'),
  to: day_or_null(values, 'to'),
})

export const post_input = (values: FormValues, official: string): PostInput => ({
  official,
  unit: text(values, 'unit'),
  kind: text(values, 'kind') as PostKind,
  title: text(values, 'title'),
  is_main: values.is_main === true,
  from: text(values, 'from'),
  to: day_or_null(values, 'to'),
})

export const charge_input = (values: FormValues, leader: string): ChargeInput => ({
  leader,
  unit: text(values, 'unit'),
  from: text(values, 'from'),
  to: day_or_null(values, 'to'),
})

export const acting_input = (values: FormValues, reviewer: string): ActingInput => ({
  reviewer,
  by: text(values, 'by'),
  from: text(values, 'from'),
  to: text(values, 'to'),
  reason: text(values, 'reason'),
})
