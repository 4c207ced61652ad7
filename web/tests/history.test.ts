import { expect, it } from 'vitest'
import { lines_of, path_of } from '../src/ui/history_lines'

const word_of = (field: string, value: string) => (field === 'flag' ? (value === '1' ? 'yes' : 'no') : value)

it('a history names the item and the field of a change', () => {
  expect(path_of('items[2].goal')).toEqual(['items', '2', 'goal'])
})

it('a history leaves out what its head says and flags that were never set', () => {
  const changes = [
    { field: 'submitted_at', from: '', to: '2026-11-02T11:14:07Z' },
    { field: 'return_reason', from: '', to: 'x' },
    { field: 'reviewed_by', from: '', to: '01ke' },
    { field: 'submitted_late', from: '', to: '0' },
    { field: 'is_limited', from: '0', to: '1' },
    { field: 'review.comment', from: '', to: 'good' },
  ]
  expect(lines_of(changes, word_of)).toEqual([
    { path: ['is_limited'], from: 'no', to: 'yes' },
    { path: ['review', 'comment'], from: '', to: 'good' },
  ])
})
