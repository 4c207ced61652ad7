// What a list is narrowed to, kept in the address: it can be sent to a colleague, and the back button works.
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Filter } from './rows'

export function use_filter(first_view: MaybeRefOrGetter<string> = '') {
  const route = useRoute()
  const router = useRouter()
  const asked = (key: string) => (typeof route.query[key] === 'string' ? (route.query[key] as string) : '')
  return computed<Filter>({
    get: () => ({
      view: 'show' in route.query ? asked('show') : toValue(first_view),
      unit: asked('unit'),
      q: asked('q'),
    }),
    set: (to) => {
      const query = { ...route.query }
      const put = (key: string, value: string, otherwise: string) => {
        if (value === otherwise) delete query[key]
        else query[key] = value
      }
      put('show', to.view, toValue(first_view))
      put('unit', to.unit, '')
      put('q', to.q, '')
      void router.replace({ query })
    },
  })
}
