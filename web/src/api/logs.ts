import { body_of, client, if_match, once } from './client'
import type { LogEntryInput } from './types'

export const list_log_entries = (official: string, from: string, to: string) =>
  body_of(
    client.GET('/api/officials/{official}/log-entries', {
      params: { path: { official }, query: { from, to } },
    }),
  )

// `key` is kept with the unsaved text: a lost answer followed by another try writes one entry.
export const write_log_entry = (official: string, body: LogEntryInput, key: string) =>
  body_of(
    client.POST('/api/officials/{official}/log-entries', {
      params: { path: { official }, header: once(key) },
      body,
    }),
  )

export const get_log_entry = (entry: string) =>
  body_of(client.GET('/api/log-entries/{entry}', { params: { path: { entry } } }))

export const edit_log_entry = (entry: string, body: LogEntryInput, version: number) =>
  body_of(
    client.PUT('/api/log-entries/{entry}', { params: { path: { entry }, header: if_match(version) }, body }),
  )

export const withdraw_log_entry = (entry: string, version: number) =>
  body_of(
    client.POST('/api/log-entries/{entry}/withdrawals', {
      params: { path: { entry }, header: { ...if_match(version), ...once() } },
    }),
  )

export const get_log_entry_history = (entry: string) =>
  body_of(client.GET('/api/log-entries/{entry}/history', { params: { path: { entry } } }))
