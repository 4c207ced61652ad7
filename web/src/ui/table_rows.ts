// A table of a page as rows of texts: what is exported is what is shown, filter and order included.
//
// A second thing in a column (the unit below a name) gets a column of its own: its header's cell carries its title in
// data-also, and the element with it in each row data-also too. What is there to be pressed, and a dash for nothing, are
// left out.
export interface ShownTable {
  columns: { title: string; kind: 'text' | 'number' | 'day' }[]
  rows: string[][]
}

const nothing = new Set(['—', '-', ''])
const is_number = (text: string) => /^-?\d{1,9}(\.\d{1,6})?$/.test(text)
const is_day = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

function text_of(node: Element, leaves_out: (element: Element) => boolean): string {
  const parts: string[] = []
  const walk = (one: Node) => {
    if (one.nodeType === Node.TEXT_NODE) parts.push(one.textContent ?? '')
    if (!(one instanceof Element) || leaves_out(one)) return
    one.childNodes.forEach(walk)
    if (one !== node) parts.push(' ')
  }
  walk(node)
  const text = parts.join('').replace(/\s+/g, ' ').trim()
  return nothing.has(text) ? '' : text
}

// A figure that opens its explanation is a button too, and belongs to the list.
const is_no_content = (element: Element) =>
  element.matches('[hidden], input, select, svg, .el-button, button:not(.figure), [data-also]')

export function shown_table(table: HTMLTableElement): ShownTable {
  const heads = [...table.querySelectorAll('thead tr:last-child > *')]
  const titles: string[] = []
  const has_also: boolean[] = []
  for (const head of heads) {
    const also = head.getAttribute('data-also')
    titles.push(text_of(head, is_no_content), ...(also ? [also] : []))
    has_also.push(also !== null)
  }
  const rows: string[][] = []
  for (const row of table.querySelectorAll('tbody tr')) {
    const cells: string[] = []
    ;[...row.children].forEach((cell, place) => {
      cells.push(text_of(cell, (one) => one !== cell && is_no_content(one)))
      const also = cell.querySelector('[data-also]')
      if (has_also[place] && row.children.length > 1)
        cells.push(also ? text_of(also, (one) => one !== also && is_no_content(one)) : '')
    })
    if (cells.some(Boolean)) rows.push(cells.slice(0, titles.length))
  }
  const kept = titles.map((title, place) => Boolean(title) || rows.some((row) => row[place]))
  const kinds = titles.map((_, place) => {
    const filled = rows.map((row) => row[place] ?? '').filter(Boolean)
    if (filled.length && filled.every(is_number)) return 'number' as const
    return filled.length && filled.every(is_day) ? ('day' as const) : ('text' as const)
  })
  return {
    columns: titles
      .map((title, place) => ({ title: title || ' ', kind: kinds[place] }))
      .filter((_, place) => kept[place]),
    rows: rows.map((row) => titles.map((_, place) => row[place] ?? '').filter((_, place) => kept[place])),
  }
}
