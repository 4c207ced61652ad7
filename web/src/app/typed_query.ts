// What is typed into the search box of a list, kept in the address a moment after the last letter.
import { computed, onBeforeUnmount, ref, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'

const pause_ms = 200 // shorter than between two thoughts, longer than between two letters

export function use_typed_query(key = 'q') {
  const route = useRoute()
  const router = useRouter()
  const asked = computed(() => (typeof route.query[key] === 'string' ? (route.query[key] as string) : ''))
  const typed = ref(asked.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }

  watch(typed, (text) => {
    stop()
    const to = text.trim()
    if (to === asked.value) return
    timer = setTimeout(() => {
      timer = undefined
      void router.replace({ query: { ...route.query, [key]: to || undefined } })
    }, pause_ms)
  })
  // A saved view, or the back button, changes the address from outside; who is typing goes on typing.
  watch(asked, (now) => {
    if (timer === undefined && now !== typed.value.trim()) typed.value = now
  })
  // Who goes elsewhere is not called back by what he typed before.
  onBeforeRouteLeave(stop)
  onBeforeUnmount(stop)
  return { typed, asked }
}
