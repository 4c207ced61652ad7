import { body_of, client, if_match, once } from './client'
import type { DecisionInput, MeetingInput } from './types'

const root = '/api/meetings/{meeting}'

export const list_meetings = (year: number) =>
  body_of(client.GET('/api/years/{year}/meetings', { params: { path: { year } } }))

export const open_meeting = (year: number, body: MeetingInput) =>
  body_of(client.POST('/api/years/{year}/meetings', { params: { path: { year }, header: once() }, body }))

export const get_meeting = (meeting: string) => body_of(client.GET(root, { params: { path: { meeting } } }))

export const save_meeting = (meeting: string, body: MeetingInput, version: number) =>
  body_of(client.PUT(root, { params: { path: { meeting }, header: if_match(version) }, body }))

// All or nothing; each row carries the version of the decision that was seen.
export const decide = (meeting: string, decisions: DecisionInput[]) =>
  body_of(
    client.POST(`${root}/decisions`, { params: { path: { meeting }, header: once() }, body: { decisions } }),
  )

export const close_meeting = (meeting: string, version: number) =>
  body_of(
    client.POST(`${root}/closures`, {
      params: { path: { meeting }, header: { ...if_match(version), ...once() } },
    }),
  )
