// What an editable grid of scores does with keys, pasted blocks and undoing: pure, so that every rule can be tested.
//
// A cell keeps the text as typed; what it means is read in hundredths, in whole numbers, so that nothing here hangs on
// binary fractions. Means and spreads are for orientation: the score itself comes from the server.

export interface GridColumn {
  id: string
  title: string
  min: number // hundredths, both ends included
  max: number
  decimals: number // that a score may have, at most 2
}

export interface GridRow {
  id: string
  name: string
  note?: string // below the name: unit, title
  group?: string // rows of one group stand under its name
  is_open: boolean // whether its cells may be changed
}

export interface Place {
  row: number
  column: number
}

export interface Change {
  row: string // id of the row
  column: number
  from: string
  to: string
}

export type Fault = 'not_a_number' | 'out_of_range' | 'too_fine'
export type Texts = Record<string, readonly string[]>

// 86.5 → 8650; what is no such number: null. Full-width digits of a Chinese keyboard are digits.
export function hundredths_of(text: string): number | null {
  const plain = half_width(text)
  const parts = /^(\d{1,6})(?:\.(\d{1,2})0*)?$/.exec(plain)
  if (!parts) return null
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0') || 0)
}

export function score_text(hundredths: number): string {
  const whole = Math.floor(hundredths / 100)
  const rest = String(hundredths % 100).padStart(2, '0')
  return rest === '00' ? String(whole) : `${whole}.${rest.replace(/0$/, '')}`
}

function half_width(text: string): string {
  return text
    .trim()
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\uff0e\u3002]/g, '.')
}

// A number in its shortest writing; anything else as it was typed.
export function tidy(text: string): string {
  const value = hundredths_of(text)
  return value === null ? text.trim() : score_text(value)
}

// An empty cell has no fault: it is not rated yet.
export function fault_of(text: string, column: GridColumn): Fault | null {
  if (text.trim() === '') return null
  const value = hundredths_of(text)
  if (value === null) return /^\d{1,6}\.\d{3,}$/.test(half_width(text)) ? 'too_fine' : 'not_a_number'
  if (value < column.min || value > column.max) return 'out_of_range'
  const step = 10 ** (2 - column.decimals)
  return value % step === 0 ? null : 'too_fine'
}

export const is_whole = (texts: readonly string[], columns: GridColumn[]) =>
  columns.every((column, index) => (texts[index] ?? '') !== '' && !fault_of(texts[index], column))

export interface Spread {
  count: number
  mean: string
  spread: string // population standard deviation
}

// Over the cells of one column that are filled and without fault; two decimals, half away from zero.
export function spread_of(texts: Iterable<string>, column: GridColumn): Spread | null {
  let count = 0n
  let sum = 0n
  let squares = 0n
  for (const text of texts) {
    if (text === '' || fault_of(text, column)) continue
    const value = BigInt(hundredths_of(text)!)
    count += 1n
    sum += value
    squares += value * value
  }
  if (count === 0n) return null
  const mean = (2n * sum + count) / (2n * count)
  // round(√d ÷ n) = ⌊(⌊√(4d) ÷ n⌋ + 1) ÷ 2⌋, without a fraction anywhere
  const spread = (root_of(4n * (count * squares - sum * sum)) / count + 1n) / 2n
  return { count: Number(count), mean: score_text(Number(mean)), spread: score_text(Number(spread)) }
}

function root_of(value: bigint): bigint {
  if (value < 2n) return value
  let guess = BigInt(Math.floor(Math.sqrt(Number(value)))) + 1n
  for (;;) {
    const next = (guess + value / guess) / 2n
    if (next >= guess) return guess
    guess = next
  }
}

// The cells of a block copied in Excel or WPS: lines of cells between tabs. A cell with a line break in it is quoted.
export function cells_of(pasted: string): string[][] {
  const lines: string[][] = [[]]
  let cell = ''
  let is_quoted = false
  const end_cell = () => {
    lines[lines.length - 1].push(cell)
    cell = ''
  }
  const text = pasted.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let at = 0; at < text.length; ++at) {
    const sign = text[at]
    if (is_quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        ++at
      } else is_quoted = false
    } else if (sign === '"' && cell === '') is_quoted = true
    else if (sign === '\t') end_cell()
    else if (sign === '\n') {
      end_cell()
      lines.push([])
    } else cell += sign
  }
  end_cell()
  return lines
}

export interface Pasted {
  changes: Change[]
  left: number // cells of the block that met a row that may not be changed, or the end of the grid
}

// A single value fills the marked cells; a block is laid from the upper left corner of the mark.
export function pasted(
  text: string,
  from: Place,
  to: Place,
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  texts: Texts,
): Pasted {
  const block = cells_of(text)
  const is_single = block.length === 1 && block[0].length === 1
  const area = area_of(from, to)
  const changes: Change[] = []
  let left = 0
  const lay = (row: number, column: number, cell: string) => {
    if (row >= rows.length || column >= columns.length || !rows[row].is_open) left++
    else add_change(changes, rows[row].id, column, texts, tidy(cell))
  }
  if (is_single)
    for (let row = area.top; row <= area.bottom; ++row)
      for (let column = area.left; column <= area.right; ++column) lay(row, column, block[0][0])
  else
    block.forEach((line, down) =>
      line.forEach((cell, right) => lay(area.top + down, area.left + right, cell)),
    )
  return { changes, left }
}

// Ctrl+D: the upper row of the mark goes into those below; of a single cell, the cell above comes down.
export function filled_down(from: Place, to: Place, rows: readonly GridRow[], texts: Texts): Change[] {
  const area = area_of(from, to)
  const source = area.top === area.bottom ? area.top - 1 : area.top
  if (source < 0) return []
  const changes: Change[] = []
  for (let row = source + 1; row <= area.bottom; ++row)
    for (let column = area.left; column <= area.right; ++column)
      if (rows[row].is_open)
        add_change(changes, rows[row].id, column, texts, texts[rows[source].id]?.[column] ?? '')
  return changes
}

export function emptied(from: Place, to: Place, rows: readonly GridRow[], texts: Texts): Change[] {
  const area = area_of(from, to)
  const changes: Change[] = []
  for (let row = area.top; row <= area.bottom; ++row)
    for (let column = area.left; column <= area.right; ++column)
      if (rows[row].is_open) add_change(changes, rows[row].id, column, texts, '')
  return changes
}

// What a copy puts on the clipboard: the block, as a sheet program reads it.
export function copied(from: Place, to: Place, rows: readonly GridRow[], texts: Texts): string {
  const area = area_of(from, to)
  return rows
    .slice(area.top, area.bottom + 1)
    .map((row) => (texts[row.id] ?? []).slice(area.left, area.right + 1).join('\t'))
    .join('\n')
}

function add_change(changes: Change[], row: string, column: number, texts: Texts, to: string) {
  const from = texts[row]?.[column] ?? ''
  if (from !== to) changes.push({ row, column, from, to })
}

export function area_of(from: Place, to: Place) {
  return {
    top: Math.min(from.row, to.row),
    bottom: Math.max(from.row, to.row),
    left: Math.min(from.column, to.column),
    right: Math.max(from.column, to.column),
  }
}

// What was changed, so that it can be taken back: one entry an edit, however many cells it touched.
export class Edits {
  private done: Change[][] = []
  private undone: Change[][] = []
  static readonly kept = 200 // more than anybody takes back; a block of 1,000 cells is one of them

  add(changes: Change[]) {
    if (!changes.length) return
    this.done.push(changes)
    if (this.done.length > Edits.kept) this.done.shift()
    this.undone = []
  }

  // The changes to make now. A cell that somebody else changed since then is left as it is.
  undo(texts: Texts): Change[] {
    const last = this.done.pop()
    if (!last) return []
    this.undone.push(last)
    return still_there(
      last.map((change) => ({ ...change, from: change.to, to: change.from })),
      texts,
    )
  }

  redo(texts: Texts): Change[] {
    const next = this.undone.pop()
    if (!next) return []
    this.done.push(next)
    return still_there(next, texts)
  }

  get can_undo() {
    return this.done.length > 0
  }
}

const still_there = (changes: Change[], texts: Texts) =>
  changes.filter((change) => (texts[change.row]?.[change.column] ?? '') === change.from)

export interface Key {
  key: string
  shift: boolean
  ctrl: boolean // or the command key
  alt: boolean
  is_composing: boolean
}

export type Act =
  | { act: 'move'; to: Place; marks: boolean } // marks: the mark grows from where it began
  | { act: 'edit'; with: string | null } // null: the text stays and is edited
  | { act: 'empty' | 'fill_down' | 'undo' | 'redo' | 'mark_all' | 'leave' }

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

// What a key means while no cell is being edited; null: it is not the grid's.
export function act_of(key: Key, at: Place, row_count: number, column_count: number): Act | null {
  if (key.is_composing || key.key === 'Process' || key.alt) return null
  const last = { row: row_count - 1, column: column_count - 1 }
  const move = (row: number, column: number): Act => ({
    act: 'move',
    marks: key.shift,
    to: {
      row: Math.max(0, Math.min(last.row, row)),
      column: Math.max(0, Math.min(last.column, column)),
    },
  })
  const step = steps[key.key]
  if (step) {
    const reach = key.ctrl ? Math.max(row_count, column_count) : 1
    return move(at.row + step[0] * reach, at.column + step[1] * reach)
  }
  if (key.ctrl) return act_with_ctrl(key, move, last)
  switch (key.key) {
    case 'Enter':
      return { act: 'move', marks: false, to: after_enter(key.shift, at, last) }
    case 'Tab': {
      const to = after_tab(key.shift, at, last)
      return to ? { act: 'move', marks: false, to } : null
    }
    case 'Home':
      return move(at.row, 0)
    case 'End':
      return move(at.row, last.column)
    case 'PageUp':
      return move(at.row - 10, at.column)
    case 'PageDown':
      return move(at.row + 10, at.column)
    case 'F2':
      return { act: 'edit', with: null }
    case 'Delete':
    case 'Backspace':
      return { act: 'empty' }
    case 'Escape':
      return { act: 'leave' }
  }
  return key.key.length === 1 && key.key !== ' ' ? { act: 'edit', with: key.key } : null
}

function act_with_ctrl(key: Key, move: (row: number, column: number) => Act, last: Place): Act | null {
  switch (key.key.toLowerCase()) {
    case 'z':
      return { act: key.shift ? 'redo' : 'undo' }
    case 'y':
      return { act: 'redo' }
    case 'd':
      return { act: 'fill_down' }
    case 'a':
      return { act: 'mark_all' }
    case 'home':
      return move(0, 0)
    case 'end':
      return move(last.row, last.column)
  }
  return null
}

// Enter goes down, and from the last row to the head of the next column.
export function after_enter(goes_back: boolean, at: Place, last: Place): Place {
  if (goes_back) return { row: Math.max(0, at.row - 1), column: at.column }
  if (at.row < last.row) return { row: at.row + 1, column: at.column }
  return at.column < last.column ? { row: 0, column: at.column + 1 } : at
}

// Tab goes right, and from the last column to the next row; past either end it leaves the grid (null).
export function after_tab(goes_back: boolean, at: Place, last: Place): Place | null {
  const cell = at.row * (last.column + 1) + at.column + (goes_back ? -1 : 1)
  if (cell < 0 || cell >= (last.row + 1) * (last.column + 1)) return null
  return { row: Math.floor(cell / (last.column + 1)), column: cell % (last.column + 1) }
}
