// A text that saves itself, honestly: what is on the screen is kept in the browser until the server has it, a change
// made elsewhere is never overwritten, and what is shown as saved is saved.
//
// Value   what the form edits
// Input   what is sent; the parts that do not count (blank rows) left out
// Record  what the server keeps, with its version
import { computed, onScopeDispose, ref, shallowRef, toRaw, watch, type Ref } from 'vue'
import { as_problem, type Problem } from '../api/problem'
import { read_stored, remove_stored, write_stored } from './stored'
import { use_session } from './session'

export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'kept_here' | 'conflict' | 'refused'

export interface DraftOptions<Value, Input, Record extends { version: number }> {
  place: () => string // of the unsaved text in the browser; another place is another draft
  record: () => Record | undefined
  read: (record: Record) => Value
  input: (value: Value) => Input
  send: (input: Input, version: number) => Promise<Record>
  fetch: () => Promise<Record>
  saves_itself: () => boolean
  is_open: () => boolean // whether the record may be edited at all
  // Takes what only the server knows, the ids of new rows, into what was sent and into what is on the screen.
  absorb?: (record: Record, sent: Value, value: Value) => void
  on_saved?: (record: Record) => void
}

interface Kept<Value> {
  value: Value
  version: number
}

export interface Conflict<Value> {
  mine: Value
  theirs: Value
}

const pause_before_saving_ms = 900
const retry_ms = 8_000

const copy_of = <T>(value: T): T => JSON.parse(JSON.stringify(toRaw(value))) as T

export function use_draft<Value, Input, Record extends { version: number }>(
  options: DraftOptions<Value, Input, Record>,
) {
  const session = use_session()
  const value = ref() as Ref<Value | undefined>
  const state = ref<SaveState>('clean')
  const saved_at = ref<Date | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const conflict = shallowRef<(Conflict<Value> & { record: Record }) | null>(null)
  const was_restored = ref(false)
  let base: Record | undefined
  let base_input = ''
  let place = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  const text_of = (one: Value) => JSON.stringify(options.input(one))
  const is_changed = () => value.value !== undefined && text_of(value.value) !== base_input
  const stored_place = () => `zhishi.draft.${session.session?.account.id ?? ''}.${options.place()}`

  function adopt(record: Record, fresh: Value = copy_of(options.read(record))) {
    base = record
    base_input = text_of(copy_of(options.read(record)))
    value.value = fresh
  }

  function begin(record: Record) {
    place = stored_place()
    conflict.value = null
    problem.value = null
    was_restored.value = false
    state.value = 'clean'
    adopt(record)
    const kept = read_stored<Kept<Value>>(place)
    if (!kept) return
    if (!options.is_open() || text_of(kept.value) === base_input) return remove_stored(place)
    if (kept.version !== record.version) return meet(record, kept.value)
    value.value = kept.value
    was_restored.value = true
  }

  function meet(record: Record, mine: Value) {
    if (text_of(mine) === text_of(copy_of(options.read(record)))) return settle(record)
    conflict.value = { mine: copy_of(mine), theirs: copy_of(options.read(record)), record }
    value.value = mine
    state.value = 'conflict'
  }

  function settle(record: Record) {
    adopt(record)
    conflict.value = null
    state.value = 'saved'
    remove_stored(place)
  }

  watch(
    [options.record, options.place],
    ([record]) => {
      if (!record) return
      if (place !== stored_place() || base === undefined) begin(record)
      else if (record.version !== base.version && !running && !is_changed() && state.value !== 'conflict')
        adopt(record)
      // A newer version under an unsaved change is found by the server when the change is sent.
    },
    { immediate: true },
  )

  watch(
    value,
    () => {
      clearTimeout(timer)
      if (!options.is_open() || state.value === 'conflict' || value.value === undefined || !base) return
      if (!is_changed()) {
        if (state.value === 'waiting') state.value = saved_at.value ? 'saved' : 'clean'
        if (!running) remove_stored(place)
        return
      }
      state.value = 'waiting'
      write_stored(place, { value: value.value, version: base.version } satisfies Kept<Value>)
      if (options.saves_itself()) timer = setTimeout(() => void save(), pause_before_saving_ms)
    },
    { deep: true },
  )

  async function send_once(): Promise<boolean> {
    if (!base || value.value === undefined) return false
    const sent = copy_of(value.value)
    state.value = 'saving'
    try {
      const record = await options.send(options.input(sent), base.version)
      base = record
      options.absorb?.(record, sent, value.value)
      base_input = text_of(sent)
      problem.value = null
      was_restored.value = false
      saved_at.value = new Date()
      options.on_saved?.(record)
      if (is_changed()) {
        write_stored(place, { value: value.value, version: record.version } satisfies Kept<Value>)
        return await send_once()
      }
      remove_stored(place)
      state.value = 'saved'
      return true
    } catch (error) {
      return await fail(as_problem(error))
    }
  }

  async function fail(fault: Problem): Promise<boolean> {
    problem.value = fault
    if (fault.is_conflict && value.value !== undefined) {
      try {
        meet(await options.fetch(), value.value)
      } catch {
        state.value = 'kept_here'
      }
    } else if (fault.is_passing || fault.status === 401) {
      state.value = 'kept_here'
      timer = setTimeout(() => void save(), retry_ms)
    } else state.value = 'refused'
    return false
  }

  // true: the server has what is on the screen. `even_unchanged` writes a record that only exists as a proposal.
  async function save(even_unchanged = false): Promise<boolean> {
    clearTimeout(timer)
    if (state.value === 'conflict' || value.value === undefined) return false
    if (running) await running
    if (!is_changed() && !even_unchanged) return true
    running = send_once()
    try {
      return await running
    } finally {
      running = null
    }
  }

  async function keep_mine() {
    if (!conflict.value) return
    base = conflict.value.record
    base_input = text_of(conflict.value.theirs)
    conflict.value = null
    state.value = 'waiting'
    await save()
  }

  function take_theirs() {
    if (conflict.value) settle(conflict.value.record)
  }

  // Throws the unsaved text away, at the writer's wish.
  function discard() {
    clearTimeout(timer)
    if (base) settle(base)
    state.value = 'clean'
  }

  const try_again = () => {
    if (state.value === 'kept_here') void save()
  }
  globalThis.addEventListener('online', try_again)
  watch(
    () => session.has_ended,
    (has_ended) => !has_ended && try_again(),
  )
  onScopeDispose(() => {
    globalThis.removeEventListener('online', try_again)
    clearTimeout(timer)
    if (state.value === 'waiting' && options.saves_itself()) void save()
  })

  const version = computed(() => options.record()?.version ?? 0)
  return {
    value,
    state,
    saved_at,
    problem,
    conflict,
    was_restored,
    version,
    save,
    keep_mine,
    take_theirs,
    discard,
    current_version: () => base?.version ?? 0,
    is_changed,
  }
}
