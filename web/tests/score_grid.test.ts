import { describe, expect, it } from 'vitest'
import {
  Edits,
  act_of,
  after_enter,
  after_tab,
  cells_of,
  copied,
  emptied,
  fault_of,
  filled_down,
  hundredths_of,
  is_whole,
  pasted,
  score_text,
  spread_of,
  tidy,
  type Change,
  type GridColumn,
  type GridRow,
  type Key,
  type Texts,
} from '../src/ui/score_grid'

const column = (id: string): GridColumn => ({ id, title: id, min: 0, max: 10_000, decimals: 1 })
const columns = [column('ability'), column('tasks')]
const row = (id: string, is_open = true): GridRow => ({ id, name: id, is_open })
const rows = [row('a'), row('b'), row('c', false), row('d')]
const texts: Texts = { a: ['86', '90'], b: ['', ''], c: ['70', '71'], d: ['60.5', ''] }
const key = (name: string, with_keys: Partial<Key> = {}): Key => ({
  key: name,
  shift: false,
  ctrl: false,
  alt: false,
  is_composing: false,
  ...with_keys,
})
const at = { row: 1, column: 0 }

function applied(before: Texts, changes: Change[]): Texts {
  const after: Record<string, string[]> = {}
  for (const [id, cells] of Object.entries(before)) after[id] = [...cells]
  for (const change of changes) after[change.row][change.column] = change.to
  return after
}

describe('a score as text', () => {
  it('is read in hundredths', () => {
    expect(hundredths_of('86.5')).toBe(8650)
    expect(hundredths_of(' 86 ')).toBe(8600)
    expect(hundredths_of('0.07')).toBe(7)
    expect(hundredths_of('86.500')).toBe(8650)
    for (const text of ['', '-1', '8,5', '1e3', '86.', '.5', 'abc', '86.555'])
      expect([text, hundredths_of(text)]).toEqual([text, null])
  })

  it('may come from a Chinese keyboard', () => {
    expect(tidy('８６．５')).toBe('86.5')
    expect(tidy('86。5')).toBe('86.5')
  })

  it('is written in its shortest form, and what is no number as it was typed', () => {
    expect([score_text(8650), score_text(8600), score_text(8605), score_text(5)]).toEqual([
      '86.5',
      '86',
      '86.05',
      '0.05',
    ])
    expect(tidy('86.50')).toBe('86.5')
    expect(tidy(' abc ')).toBe('abc')
  })

  it('is held to its range and its decimals', () => {
    expect(fault_of('', columns[0])).toBeNull()
    expect(fault_of('100', columns[0])).toBeNull()
    expect(fault_of('100.1', columns[0])).toBe('out_of_range')
    expect(fault_of('86.55', columns[0])).toBe('too_fine')
    expect(fault_of('86.555', columns[0])).toBe('too_fine')
    expect(fault_of('86.55', { ...columns[0], decimals: 2 })).toBeNull()
    expect(fault_of('good', columns[0])).toBe('not_a_number')
  })

  it('makes a row whole only with every item rated rightly', () => {
    expect(is_whole(['86', '90'], columns)).toBe(true)
    expect(is_whole(['86', ''], columns)).toBe(false)
    expect(is_whole(['86', '190'], columns)).toBe(false)
  })
})

describe('mean and spread', () => {
  it('are rounded half away from zero, in whole numbers', () => {
    expect(spread_of(['86', '87'], columns[0])).toEqual({ count: 2, mean: '86.5', spread: '0.5' })
    expect(spread_of(['1', '1', '2'], columns[0])).toEqual({ count: 3, mean: '1.33', spread: '0.47' })
    expect(spread_of(['80', '80.1', '80', '80'], columns[0])!.mean).toBe('80.03')
    expect(spread_of(['90', '90'], columns[0])!.spread).toBe('0')
  })

  it('leave out what is empty or wrong', () => {
    expect(spread_of(['86', '', 'x', '120'], columns[0])).toEqual({ count: 1, mean: '86', spread: '0' })
    expect(spread_of(['', ''], columns[0])).toBeNull()
  })

  it('stay exact over twenty thousand rows', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => (index % 2 ? '99.9' : '100'))
    expect(spread_of(many, columns[0])).toEqual({ count: 20_000, mean: '99.95', spread: '0.05' })
  })
})

describe('a pasted block', () => {
  it('is cut as sheet programs write it', () => {
    expect(cells_of('86\t90\r\n70\t71\r\n')).toEqual([
      ['86', '90'],
      ['70', '71'],
    ])
    expect(cells_of('86\t\n\t71')).toEqual([
      ['86', ''],
      ['', '71'],
    ])
    expect(cells_of('"two\nlines"\t"say ""yes"""')).toEqual([['two\nlines', 'say "yes"']])
    expect(cells_of('86')).toEqual([['86']])
  })

  it('is laid from the marked corner, past rows that are shut and over the edge nothing is written', () => {
    const { changes, left } = pasted('88\t89\n77\t78\n66\t67\n55\t56', at, at, rows, columns, texts)
    expect(applied(texts, changes)).toEqual({
      a: ['86', '90'],
      b: ['88', '89'],
      c: ['70', '71'],
      d: ['66', '67'],
    })
    expect(left).toBe(4) // two of the shut row, two below the end
  })

  it('fills the whole mark where it is a single value', () => {
    const { changes } = pasted('80', { row: 0, column: 0 }, { row: 1, column: 1 }, rows, columns, texts)
    expect(changes.map((change) => `${change.row}${change.column}`)).toEqual(['a0', 'a1', 'b0', 'b1'])
  })

  it('keeps a value that is no score, so that it can be seen and mended', () => {
    expect(pasted('n.a.', at, at, rows, columns, texts).changes[0].to).toBe('n.a.')
  })

  it('is what a copy of it would be', () => {
    expect(copied({ row: 0, column: 0 }, { row: 1, column: 1 }, rows, texts)).toBe('86\t90\n\t')
  })
})

describe('filling and emptying', () => {
  it('takes the cell above into a single one, and the first row into a mark', () => {
    expect(filled_down(at, at, rows, texts)).toEqual([{ row: 'b', column: 0, from: '', to: '86' }])
    const changes = filled_down({ row: 0, column: 0 }, { row: 3, column: 0 }, rows, texts)
    expect(changes.map((change) => change.row)).toEqual(['b', 'd'])
    expect(filled_down({ row: 0, column: 1 }, { row: 0, column: 1 }, rows, texts)).toEqual([])
  })

  it('leaves shut rows alone', () => {
    const changes = emptied({ row: 2, column: 0 }, { row: 3, column: 1 }, rows, texts)
    expect(changes).toEqual([{ row: 'd', column: 0, from: '60.5', to: '' }])
  })
})

describe('undoing', () => {
  it('takes back a whole block at once and brings it again', () => {
    const edits = new Edits()
    const { changes } = pasted('1\t2\n3\t4', { row: 0, column: 0 }, at, rows, columns, texts)
    edits.add(changes)
    const after = applied(texts, changes)
    const back = edits.undo(after)
    expect(applied(after, back)).toEqual(texts)
    expect(applied(texts, edits.redo(texts))).toEqual(after)
    expect(edits.redo(after)).toEqual([])
  })

  it('forgets what was undone once something new is written', () => {
    const edits = new Edits()
    edits.add([{ row: 'a', column: 0, from: '86', to: '1' }])
    edits.undo({ a: ['1', '90'] })
    edits.add([{ row: 'a', column: 0, from: '86', to: '2' }])
    expect(edits.redo({ a: ['86', '90'] })).toEqual([])
  })

  it('leaves a cell that has another value by now', () => {
    const edits = new Edits()
    edits.add([{ row: 'a', column: 0, from: '86', to: '87' }])
    expect(edits.undo({ a: ['95', '90'] })).toEqual([])
    expect(edits.can_undo).toBe(false)
  })
})

describe('keys', () => {
  const act = (name: string, with_keys: Partial<Key> = {}, from = at) =>
    act_of(key(name, with_keys), from, rows.length, columns.length)

  it('move by arrows and stop at the edges', () => {
    expect(act('ArrowRight')).toEqual({ act: 'move', marks: false, to: { row: 1, column: 1 } })
    expect(act('ArrowLeft')).toEqual({ act: 'move', marks: false, to: { row: 1, column: 0 } })
    expect(act('ArrowDown', { ctrl: true })).toEqual({ act: 'move', marks: false, to: { row: 3, column: 0 } })
    expect(act('ArrowDown', { shift: true })).toMatchObject({ marks: true })
  })

  it('Enter goes down, and at the end to the next item', () => {
    const last = { row: 3, column: 1 }
    expect(after_enter(false, { row: 0, column: 0 }, last)).toEqual({ row: 1, column: 0 })
    expect(after_enter(false, { row: 3, column: 0 }, last)).toEqual({ row: 0, column: 1 })
    expect(after_enter(false, last, last)).toEqual(last)
    expect(after_enter(true, { row: 2, column: 1 }, last)).toEqual({ row: 1, column: 1 })
  })

  it('Tab goes right, to the next row, and out of the grid at both ends', () => {
    const last = { row: 3, column: 1 }
    expect(after_tab(false, { row: 0, column: 1 }, last)).toEqual({ row: 1, column: 0 })
    expect(after_tab(true, { row: 1, column: 0 }, last)).toEqual({ row: 0, column: 1 })
    expect(after_tab(false, last, last)).toBeNull()
    expect(act('Tab', { shift: true }, { row: 0, column: 0 })).toBeNull()
  })

  it('typing replaces, F2 edits what is there', () => {
    expect(act('8')).toEqual({ act: 'edit', with: '8' })
    expect(act('F2')).toEqual({ act: 'edit', with: null })
    expect(act(' ')).toBeNull()
  })

  it('with Ctrl undo, redo, fill down; others stay with the browser', () => {
    expect(act('z', { ctrl: true })).toEqual({ act: 'undo' })
    expect(act('Z', { ctrl: true, shift: true })).toEqual({ act: 'redo' })
    expect(act('y', { ctrl: true })).toEqual({ act: 'redo' })
    expect(act('d', { ctrl: true })).toEqual({ act: 'fill_down' })
    expect(act('c', { ctrl: true })).toBeNull()
    expect(act('k', { ctrl: true })).toBeNull()
  })

  it('mean nothing while Chinese is being composed', () => {
    expect(act('8', { is_composing: true })).toBeNull()
    expect(act('Enter', { is_composing: true })).toBeNull()
    expect(act('Process')).toBeNull()
  })
})
