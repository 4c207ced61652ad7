// Tables that the office takes in: templates, a dry run, the copy with the faults, and the table taken.
import { body_of, client, once } from './client'
import type { ImportReport } from './types'

export const import_kinds = ['units', 'people', 'posts', 'charges', 'calendar', 'prior-grades'] as const
export type ImportKind = (typeof import_kinds)[number]

export const import_template = (kind: ImportKind, is_filled: boolean): Promise<Blob> =>
  body_of(
    client.GET('/api/imports/{kind}/template', {
      params: { path: { kind }, query: { filled: is_filled ? 1 : 0 } },
      parseAs: 'blob',
    }),
  ) as Promise<unknown> as Promise<Blob>

// The file goes as it is.
const as_file = (file: Blob) => ({
  body: file as unknown as string,
  bodySerializer: (body: unknown) => body as BodyInit,
  headers: { 'Content-Type': 'application/octet-stream' },
})

export const check_import = (kind: ImportKind, file: Blob): Promise<ImportReport> =>
  body_of(
    client.POST('/api/imports/{kind}', {
      params: { path: { kind }, header: once(), query: { dry_run: 1 } },
      ...as_file(file),
    }),
  )

// faulty_left_out: how many faulty rows are knowingly left out; null: there are none.
export const take_import = (
  kind: ImportKind,
  file: Blob,
  faulty_left_out: number | null,
): Promise<ImportReport> =>
  body_of(
    client.POST('/api/imports/{kind}', {
      params: {
        path: { kind },
        header: once(),
        query: { dry_run: 0, ...(faulty_left_out === null ? {} : { faulty_left_out }) },
      },
      ...as_file(file),
    }),
  )

export const marked_copy = (kind: ImportKind, file: Blob): Promise<Blob> =>
  body_of(
    client.POST('/api/imports/{kind}/marked-copies', {
      params: { path: { kind }, header: once() },
      ...as_file(file),
      parseAs: 'blob',
    }),
  ) as Promise<unknown> as Promise<Blob>
