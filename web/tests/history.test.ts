import { expect, it } from 'vitest'
import { items_of_scores, lines_of, path_of } from '../src/ui/history_lines'

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

it('a history of scores knows which is of which item, and counts nothing that did not happen', () => {
  const changes = [
    { field: 'reopenings', from: '', to: '0' },
    { field: 'scores[1].item', from: '', to: 'ability' },
    { field: 'scores[1].score', from: '', to: '86' },
    { field: 'subject_class', from: '', to: 'staff' },
  ]
  const version = { version: 1, at: '', actor: { name: '' }, act: 'quarter_save', reason: '', changes }
  expect([...items_of_scores([version])]).toEqual([['1', 'ability']])
  expect(lines_of(changes, word_of).map((line) => line.path)).toEqual([['scores', '1', 'score']])
})
