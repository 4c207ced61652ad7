// What the office keeps of people beside their posts. Each thing is added, then corrected under its version.
import { body_of, client, if_match, once } from './client'
import type {
  CommitteeSeatInput,
  PlacementInput,
  PriorGradeInput,
  RecusalInput,
  SpecialStateInput,
} from './types'

export const list_recusals = () => body_of(client.GET('/api/recusals'))

export const add_recusal = (body: RecusalInput) =>
  body_of(client.POST('/api/recusals', { params: { header: once() }, body }))

export const change_recusal = (recusal: string, body: RecusalInput, version: number) =>
  body_of(
    client.PUT('/api/recusals/{recusal}', {
      params: { path: { recusal }, header: if_match(version) },
      body,
    }),
  )

export const list_placements = (year: number) =>
  body_of(client.GET('/api/placements', { params: { query: { year: String(year) } } }))

export const add_placement = (body: PlacementInput) =>
  body_of(client.POST('/api/placements', { params: { header: once() }, body }))

export const change_placement = (placement: string, body: PlacementInput, version: number) =>
  body_of(
    client.PUT('/api/placements/{placement}', {
      params: { path: { placement }, header: if_match(version) },
      body,
    }),
  )

export const list_committee_seats = () => body_of(client.GET('/api/committee-seats'))

export const add_committee_seat = (body: CommitteeSeatInput) =>
  body_of(client.POST('/api/committee-seats', { params: { header: once() }, body }))

export const change_committee_seat = (seat: string, body: CommitteeSeatInput, version: number) =>
  body_of(
    client.PUT('/api/committee-seats/{seat}', {
      params: { path: { seat }, header: if_match(version) },
      body,
    }),
  )

export const list_prior_grades = () => body_of(client.GET('/api/prior-grades'))

// version 0: there is none yet for this person and year.
export const save_prior_grade = (official: string, year: number, body: PriorGradeInput, version: number) =>
  body_of(
    client.PUT('/api/officials/{official}/prior-grades/{year}', {
      params: { path: { official, year }, header: if_match(version) },
      body,
    }),
  )

export const list_special_states = (year: number) =>
  body_of(client.GET('/api/special-states', { params: { query: { year: String(year) } } }))

export const add_special_state = (body: SpecialStateInput) =>
  body_of(client.POST('/api/special-states', { params: { header: once() }, body }))

export const change_special_state = (state: string, body: SpecialStateInput, version: number) =>
  body_of(
    client.PUT('/api/special-states/{state}', {
      params: { path: { state }, header: if_match(version) },
      body,
    }),
  )
