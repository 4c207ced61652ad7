// A draft for every row of the reviewer's grid: each person's sheet is a record of its own, saves itself and may meet a
// conflict of its own.
import {
  computed,
  effectScope,
  onScopeDispose,
  shallowReactive,
  watch,
  type EffectScope,
  type Ref,
} from 'vue'
import { get_quarter, save_quarter } from '../../api/quarters'
import type { Quarter, QuarterGrid, QuarterInput, QuarterRow } from '../../api/types'
import { use_draft, type SaveState } from '../../app/draft'
import { keys, queries } from '../../app/queries'
import type { GridColumn } from '../../ui/score_grid'
import { has_fault, scores_of, value_of, type RowValue } from './score_sheet'

export type RowDraft = ReturnType<typeof use_draft<RowValue, QuarterInput, QuarterRow>>

// The row of the grid as a sheet that was just read or saved says it.
export const row_of = (fresh: Quarter, row: QuarterRow): QuarterRow => ({
  ...row,
  state: fresh.state,
  class: fresh.class,
  scores: fresh.scores,
  comment: fresh.comment,
  score: fresh.score,
  reply: fresh.reply,
  allowed: fresh.allowed.filter((act) => act === 'save' || act === 'submit'),
  version: fresh.version,
})

// The state that tells most: what needs the reviewer first.
const urgency: SaveState[] = ['conflict', 'refused', 'kept_here', 'saving', 'waiting', 'saved', 'clean']

export function use_row_drafts(
  period: Ref<string>,
  grid: Ref<QuarterGrid | undefined>,
  columns_of_row: (row: QuarterRow) => GridColumn[],
) {
  const drafts = shallowReactive(new Map<string, RowDraft>())
  const scopes = new Map<string, EffectScope>()
  const rows = computed(() => new Map((grid.value?.rows ?? []).map((row) => [row.official.id, row])))

  // Every place where the sheet is shown has what the server just said.
  function put(fresh: Quarter) {
    queries.setQueryData(keys.quarter(fresh.official.id, fresh.period), fresh)
    queries.setQueryData<QuarterGrid>(
      keys.quarter_grid(fresh.period),
      (old) =>
        old && {
          ...old,
          rows: old.rows.map((row) => (row.official.id === fresh.official.id ? row_of(fresh, row) : row)),
        },
    )
  }

  function open(official: string, of_period: string) {
    const scope = effectScope(true)
    scopes.set(official, scope)
    const columns = () => {
      const row = rows.value.get(official)
      return row ? columns_of_row(row) : []
    }
    const as_row = (fresh: Quarter): QuarterRow => {
      put(fresh)
      return row_of(fresh, rows.value.get(official)!)
    }
    const draft = scope.run(() =>
      use_draft<RowValue, QuarterInput, QuarterRow>({
        place: () => `quarter.${official}.${of_period}`,
        record: () => rows.value.get(official),
        read: (row) => value_of(row.scores, row.comment, columns()),
        input: (value) => ({ scores: scores_of(value, columns()), comment: value.comment }),
        send: async (input, version) => as_row(await save_quarter(official, of_period, input, version)),
        fetch: async () => as_row(await get_quarter(official, of_period)),
        is_open: () => rows.value.get(official)?.allowed.includes('save') === true,
        // What is out of its range stays on the screen and in the browser until it is mended.
        saves_itself: () => !has_fault(drafts.get(official)?.value.value ?? { texts: [] }, columns()),
      }),
    )!
    drafts.set(official, draft)
  }
  function shut(official: string) {
    scopes.get(official)?.stop()
    scopes.delete(official)
    drafts.delete(official)
  }

  watch(
    [period, () => [...rows.value.keys()].join()],
    ([now], before) => {
      const is_other = before[0] !== undefined && before[0] !== now
      for (const official of [...drafts.keys()]) if (is_other || !rows.value.has(official)) shut(official)
      for (const official of rows.value.keys())
        if (!drafts.has(official) && grid.value?.period === now) open(official, now)
    },
    { immediate: true },
  )
  onScopeDispose(() => [...scopes.keys()].forEach(shut))

  const texts = computed(() => {
    const all: Record<string, readonly string[]> = {}
    for (const [official, draft] of drafts) all[official] = draft.value.value?.texts ?? []
    return all
  })
  const state = computed<SaveState>(() => {
    const states = new Set([...drafts.values()].map((draft) => draft.state.value))
    return urgency.find((one) => states.has(one)) ?? 'clean'
  })
  const saved_at = computed(() =>
    [...drafts.values()].reduce<Date | null>((latest, draft) => {
      const at = draft.saved_at.value
      return at && (!latest || at > latest) ? at : latest
    }, null),
  )

  function set_texts(official: string, column: number, text: string) {
    const draft = drafts.get(official)
    if (!draft?.value.value) return
    const fresh = [...draft.value.value.texts]
    fresh[column] = text
    draft.value.value.texts = fresh
  }

  // Everything that can be saved is with the server; false: some of it is not.
  async function save_all(): Promise<boolean> {
    const saved = await Promise.all([...drafts.values()].map((draft) => draft.save()))
    return saved.every(Boolean)
  }

  return { drafts, texts, state, saved_at, set_texts, save_all, put }
}
