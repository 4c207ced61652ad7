import type { ShownTable } from '../ui/table_rows'
import { body_of, client, once } from './client'

// A list as a file. The server makes it, so that every text is a text cell and nothing a formula.
export const make_workbook = (title: string, table: ShownTable): Promise<Blob> =>
  body_of(
    client.POST('/api/workbooks', {
      params: { header: once() },
      body: {
        title,
        columns: table.columns,
        rows: table.rows.map((cells) => ({ cells })),
      },
      parseAs: 'blob',
    }),
  ) as Promise<unknown> as Promise<Blob>
