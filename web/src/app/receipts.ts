// What was done, said once where everybody sees it, and what could not be done.
import { ref } from 'vue'
import { as_problem } from '../api/problem'
import { words } from '../words'

export interface Receipt {
  id: number
  kind: 'done' | 'fault'
  text: string
  detail: string
  undo?: () => void
}

const shown_ms = 10_000 // long enough to read, and to take back

export const receipts = ref<Receipt[]>([])
let next_id = 1

function show(receipt: Omit<Receipt, 'id'>) {
  const id = next_id++
  receipts.value = [...receipts.value.slice(-2), { id, ...receipt }]
  if (receipt.kind === 'done') setTimeout(() => dismiss(id), shown_ms)
}

export function dismiss(id: number) {
  receipts.value = receipts.value.filter((receipt) => receipt.id !== id)
}

export const say_done = (text: string, detail = '', undo?: () => void) =>
  show({ kind: 'done', text, detail, undo })

// The one place that turns a problem into a message: what happened, what is safe, what to do, the request's number.
export function message_of(error: unknown): { text: string; detail: string } {
  const t = words.global.t
  const problem = as_problem(error)
  const number = problem.request ? t('problem.request', { number: problem.request }) : ''
  if (problem.status === 0) return { text: t('problem.no_answer'), detail: t('problem.no_answer_next') }
  if (problem.is_passing) return { text: problem.message || t('problem.busy'), detail: number }
  if (problem.status === -1) return { text: t('problem.page'), detail: problem.message }
  if (problem.status === 401) return { text: problem.message || t('problem.session_ended'), detail: '' }
  if (problem.is_conflict) return { text: t('problem.conflict'), detail: t('problem.conflict_next') }
  const fields = problem.fields.map((field) => field.detail).join(' ')
  return {
    text: problem.message || t('problem.unknown'),
    detail: [fields, number].filter(Boolean).join(' · '),
  }
}

export function say_fault(error: unknown) {
  if (as_problem(error).status === 401) return // the log-in stands before the page already
  show({ kind: 'fault', ...message_of(error) })
}
