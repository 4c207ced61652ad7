// Whether the server can save. Nobody asks until a save was refused because the server's disk is full; from then on
// /api/health is asked until it is not. By plain fetch: none of its answers may count as somebody at work.
import { ref } from 'vue'
import { connection } from '../api/client'

const ask_again_ms = 3_000

export const storage_is_full = ref(false)

async function can_save(): Promise<boolean> {
  const answer = await fetch('/api/health').catch(() => null)
  if (!answer?.ok) return false
  const health = (await answer.json().catch(() => ({}))) as { writes?: string }
  return health.writes === 'ok'
}

function ask_again() {
  setTimeout(async () => {
    if (await can_save()) storage_is_full.value = false
    else ask_again()
  }, ask_again_ms)
}

export function watch_storage() {
  connection.on_storage_full = () => {
    if (storage_is_full.value) return
    storage_is_full.value = true
    ask_again()
  }
}
