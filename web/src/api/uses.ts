import { body_of, client, if_match, once } from './client'
import type { DimensionInput, UseInput } from './types'

export const list_uses = (year?: number) =>
  body_of(client.GET('/api/uses', { params: { query: year ? { year: String(year) } : {} } }))

export const propose_use = (body: UseInput) =>
  body_of(client.POST('/api/uses', { params: { header: once() }, body }))

export const decide_use = (use: string, is_agreed: boolean, reason: string, version: number) =>
  body_of(
    client.POST('/api/uses/{use}/decisions', {
      params: { path: { use }, header: { ...if_match(version), ...once() } },
      body: { is_agreed, reason },
    }),
  )

export const carry_out_use = (use: string, outcome: string, outcome_on: string, version: number) =>
  body_of(
    client.POST('/api/uses/{use}/outcomes', {
      params: { path: { use }, header: { ...if_match(version), ...once() } },
      body: { outcome, outcome_on },
    }),
  )

export const list_dimensions = () => body_of(client.GET('/api/dimensions'))

export const add_dimension = (body: DimensionInput) =>
  body_of(client.POST('/api/dimensions', { params: { header: once() }, body }))

export const change_dimension = (dimension: string, body: DimensionInput, version: number) =>
  body_of(
    client.PUT('/api/dimensions/{dimension}', {
      params: { path: { dimension }, header: if_match(version) },
      body,
    }),
  )
