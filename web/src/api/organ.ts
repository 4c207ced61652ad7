import { body_of, client, if_match, once } from './client'
import type {
  ActingInput,
  CalendarDay,
  ChargeInput,
  OfficialChange,
  OfficialInput,
  OrganInput,
  PostInput,
  UnitInput,
} from './types'

export const get_organ = () => body_of(client.GET('/api/organ'))

export const change_organ = (body: OrganInput, version: number) =>
  body_of(client.PATCH('/api/organ', { params: { header: if_match(version) }, body }))

export const get_calendar = (year: number) =>
  body_of(client.GET('/api/calendars/{year}', { params: { path: { year } } }))

export const save_calendar = (year: number, source: string, days: CalendarDay[], version: number) =>
  body_of(
    client.PUT('/api/calendars/{year}', {
      params: { path: { year }, header: if_match(version) },
      body: { source, days },
    }),
  )

export const list_units = (on?: string) =>
  body_of(client.GET('/api/units', { params: { query: on ? { on } : {} } }))

export const add_unit = (body: UnitInput) =>
  body_of(client.POST('/api/units', { params: { header: once() }, body }))

export const change_unit = (unit: string, body: UnitInput, version: number) =>
  body_of(client.PUT('/api/units/{unit}', { params: { path: { unit }, header: if_match(version) }, body }))

export const list_officials = (query: { unit?: string; q?: string; after?: string; limit?: number }) =>
  body_of(client.GET('/api/officials', { params: { query } }))

export const get_official = (official: string) =>
  body_of(client.GET('/api/officials/{official}', { params: { path: { official } } }))

export const add_official = (body: OfficialInput) =>
  body_of(client.POST('/api/officials', { params: { header: once() }, body }))

export const change_official = (official: string, body: OfficialChange, version: number) =>
  body_of(
    client.PUT('/api/officials/{official}', {
      params: { path: { official }, header: if_match(version) },
      body,
    }),
  )

export const add_post = (body: PostInput) =>
  body_of(client.POST('/api/posts', { params: { header: once() }, body }))

export const change_post = (post: string, body: PostInput, version: number) =>
  body_of(client.PUT('/api/posts/{post}', { params: { path: { post }, header: if_match(version) }, body }))

export const add_charge = (body: ChargeInput) =>
  body_of(client.POST('/api/charges', { params: { header: once() }, body }))

export const change_charge = (charge: string, body: ChargeInput, version: number) =>
  body_of(
    client.PUT('/api/charges/{charge}', { params: { path: { charge }, header: if_match(version) }, body }),
  )

export const list_actings = () => body_of(client.GET('/api/actings'))

export const name_acting = (body: ActingInput) =>
  body_of(client.POST('/api/actings', { params: { header: once() }, body }))

export const change_acting = (acting: string, body: ActingInput, version: number) =>
  body_of(
    client.PUT('/api/actings/{acting}', { params: { path: { acting }, header: if_match(version) }, body }),
  )
