// A table of a page as rows of texts: what is exported is what is shown, filter and order included.
//
// A second thing in a column (the unit below a name) gets a column of its own: its header's cell carries its title in
// data-also, and the element with it in each row data-also too. What is there to be pressed, a column of it (data-acts on
// its header), and a dash for nothing, are left out.
export interface ShownTable {
  columns: { title: string; kind: 'text' | 'number' | 'day' }[]
  rows: string[][]
}

const nothing = new Set(['—', '-', ''])
const is_number = (text: string) => /^-?\d{1,9}(\.\d{1,6})?$/.test(text)
const is_day = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

// A name that unfolds and a figure that opens its explanation can be pressed too, and belong to the list.
const no_content = '[hidden], input, select, svg, .el-button, [data-also]'

function text_of(whole: Element): string {
  const parts: string[] = []
  const walk = (one: Node) => {
    if (one.nodeType === Node.TEXT_NODE) parts.push(one.textContent ?? '')
    if (!(one instanceof Element) || (one !== whole && one.matches(no_content))) return
    one.childNodes.forEach(walk)
    if (one !== whole) parts.push(' ')
  }
  walk(whole)
  const text = parts.join('').replace(/\s+/g, ' ').trim()
  return nothing.has(text) ? '' : text
}

const kind_of = (cells: string[]) =>
  cells.length === 0 ? 'text' : cells.every(is_number) ? 'number' : cells.every(is_day) ? 'day' : 'text'

export function shown_table(table: HTMLTableElement): ShownTable {
  const heads = [...table.querySelectorAll('thead tr:last-child > *')]
  const titles = heads.flatMap((head) => {
    if (head.hasAttribute('data-acts')) return []
    const also = head.getAttribute('data-also')
    return also ? [text_of(head), also] : [text_of(head)]
  })
  const cells_of = (row: Element) =>
    [...row.children].flatMap((cell, place) => {
      if (heads[place]?.hasAttribute('data-acts')) return []
      if (!heads[place]?.hasAttribute('data-also') || row.children.length === 1) return [text_of(cell)]
      const also = cell.querySelector('[data-also]')
      return [text_of(cell), also ? text_of(also) : '']
    })
  const rows = [...table.querySelectorAll('tbody tr')]
    .map(cells_of)
    .filter((cells) => cells.some(Boolean))
    .map((cells) => titles.map((_, place) => cells[place] ?? ''))
  return list_of(titles, rows)
}

// The kind of a column follows from what stands in it.
export function list_of(titles: string[], rows: string[][]): ShownTable {
  const columns = titles.map((title, place) => ({
    title: title || ' ',
    kind: kind_of(rows.map((row) => row[place]).filter(Boolean)) as ShownTable['columns'][0]['kind'],
  }))
  return { columns, rows }
}
