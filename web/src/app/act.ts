// An act with effect: it waits for the server, it cannot be pressed twice, and its end is said.
import { ref } from 'vue'
import { as_problem } from '../api/problem'
import { mark_records_stale } from './queries'
import { say_done, say_fault } from './receipts'

// changes_nothing: what was read before still holds after it.
export function use_act({ changes_nothing = false } = {}) {
  const is_running = ref(false)

  // true: the server has done it. A record changed in between is fetched anew, so that the next look is the true one.
  async function run(act: () => Promise<unknown>, receipt: string, detail = ''): Promise<boolean> {
    if (is_running.value) return false
    is_running.value = true
    try {
      await act()
      if (receipt) say_done(receipt, detail)
      if (!changes_nothing) mark_records_stale()
      return true
    } catch (error) {
      if (as_problem(error).is_conflict) mark_records_stale()
      say_fault(error)
      return false
    } finally {
      is_running.value = false
    }
  }

  return { is_running, run }
}
