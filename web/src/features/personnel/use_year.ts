// The year that a page of personnel looks at, kept in the address.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { use_session } from '../../app/session'
import { appraised_year } from '../../ui/dates'

export function use_year() {
  const route = useRoute()
  const router = useRouter()
  const session = use_session()
  const asked = computed(() => Number(route.query.year) || appraised_year(session.today))
  // As a period, so that the switch of periods can move it.
  return computed<string>({
    get: () => String(asked.value),
    set: (to) => void router.replace({ query: { ...route.query, year: to } }),
  })
}
