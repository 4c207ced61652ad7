// Who works here, and what the pages may show him. The server decides; this only spares him doors that are shut.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { connection } from '../api/client'
import { get_session, log_in, log_out } from '../api/session'
import { as_problem } from '../api/problem'
import type { Session } from '../api/types'
import { forget_all } from './queries'

export const use_session = defineStore('session', () => {
  const session = ref<Session | null>(null)
  // The server ended the session while a page was open: the page stays, a log-in stands before it.
  const has_ended = ref(false)
  const last_answer_at = ref(Date.now())

  const today = computed(() => session.value?.today ?? '')
  const official = computed(() => session.value?.official ?? null)
  const roles = computed(() => session.value?.roles ?? [])
  const is_official = computed(() => official.value !== null)
  const is_head = computed(() => official.value?.role === 'head')
  const is_leader = computed(() => official.value?.role === 'leader')
  const is_reviewer = computed(() => roles.value.includes('reviewer'))
  const is_committee = computed(() => roles.value.includes('committee'))
  const is_office = computed(() => roles.value.includes('office'))
  const is_system_administrator = computed(() => roles.value.includes('system_administrator'))
  // Who keeps accounts has no tasks of the appraisal.
  const has_tasks = computed(() => is_official.value || is_office.value)
  const keeps_logs = computed(() => is_official.value && session.value?.organ.logging_is_on === true)

  function take(fresh: Session) {
    const is_somebody_else = session.value !== null && session.value.account.id !== fresh.account.id
    session.value = fresh
    has_ended.value = false
    connection.csrf_token = fresh.csrf_token
    return is_somebody_else
  }

  // The session of the cookie, if there is one; null: nobody is logged in.
  async function find(): Promise<Session | null> {
    try {
      take(await get_session())
    } catch (error) {
      if (as_problem(error).status !== 401) throw error
      session.value = null
    }
    has_ended.value = false
    return session.value
  }

  // true: somebody else than before has logged in, and nothing on the screen is his.
  async function enter(login: string, password: string): Promise<boolean> {
    return take(await log_in(login, password))
  }

  async function leave() {
    await log_out()
    session.value = null
    has_ended.value = false
    forget_all()
  }

  connection.on_session_ended = () => {
    if (session.value) has_ended.value = true
  }
  connection.on_answer = () => {
    last_answer_at.value = Date.now()
  }

  return {
    session,
    has_ended,
    last_answer_at,
    today,
    official,
    roles,
    is_official,
    is_head,
    is_leader,
    is_reviewer,
    is_office,
    is_committee,
    is_system_administrator,
    has_tasks,
    keeps_logs,
    take,
    find,
    enter,
    leave,
  }
})
