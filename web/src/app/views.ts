// Saved views: a person's own names for addresses of lists, filters included. They stay in this browser, under his
// account; nothing but the name and the address is kept, so a view never shows more than he may see when he opens it.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { use_session } from './session'
import { read_stored, write_stored } from './stored'

export interface View {
  name: string
  page: string // the name of the route
  path: string // with its query
}

export const views_max = 40 // more than that nobody finds again
export const view_name_longest = 20 // characters, so that a row of them stays readable

// A view of that name on that page is replaced; the newest stands last. null: there is no room.
export function with_view(views: View[], view: View): View[] | null {
  const name = view.name.trim().slice(0, view_name_longest)
  if (!name) return views
  const others = views.filter((one) => one.page !== view.page || one.name !== name)
  return others.length >= views_max ? null : [...others, { ...view, name }]
}

export const without_view = (views: View[], view: View) =>
  views.filter((one) => one.page !== view.page || one.name !== view.name)

// What stands in the browser's store may be old or foreign: what is no view of ours is left out.
export const views_in = (stored: unknown): View[] =>
  (Array.isArray(stored) ? stored : [])
    .filter(
      (one): one is View =>
        typeof one?.name === 'string' && typeof one.page === 'string' && /^\/(?![/\\])/.test(one.path),
    )
    .slice(0, views_max)

export const use_views = defineStore('views', () => {
  const session = use_session()
  const place = computed(() => `zhishi.views.${session.session?.account.id}`)
  const views = ref<View[]>([])
  watch(place, (now) => (views.value = views_in(read_stored(now))), { immediate: true })

  function put(fresh: View[] | null): boolean {
    if (!fresh || !write_stored(place.value, fresh)) return false
    views.value = fresh
    return true
  }
  return {
    views,
    // false: no room, or the browser keeps nothing.
    save: (view: View) => put(with_view(views.value, view)),
    remove: (view: View) => put(without_view(views.value, view)),
  }
})
