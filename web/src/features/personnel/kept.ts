// One form that adds a thing or corrects it: which one is open, and what happens after it was kept.
import { computed, ref, type Ref } from 'vue'
import { mark_personnel_stale } from '../../app/queries'
import { say_done } from '../../app/receipts'

export function use_kept_form<T>() {
  const chosen = ref(null) as Ref<T | null>
  const is_open = ref(false)

  function open(one: T | null = null) {
    chosen.value = one
    is_open.value = true
  }
  function kept(text: string, detail = '') {
    say_done(text, detail)
    mark_personnel_stale()
  }
  return { chosen: computed(() => chosen.value), is_open, open, kept }
}
