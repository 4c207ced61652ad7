// Whether the window is that of a phone: there a grid becomes cards.
import { onBeforeUnmount, ref } from 'vue'

export function use_narrow() {
  const query = window.matchMedia('(max-width: 760px)')
  const is_narrow = ref(query.matches)
  const follow = () => (is_narrow.value = query.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return is_narrow
}
