// The one way to the server: typed by the contract, with the session's token, the language, and a second try where
// sending twice is once.
import createClient from 'openapi-fetch'
import type { paths } from './schema'
import { Problem, as_problem, problem_from } from './problem'

// What the client needs to know of the session, and whom it tells; the session store and the storage fill it.
export const connection = {
  csrf_token: '',
  language: 'zh',
  on_session_ended: () => {},
  on_answer: () => {},
  on_storage_full: () => {},
}

const retries_max = 2 // a lost answer; a server that stays away is handled by the drafts
const retry_delay_ms = 600

async function fetch_with_retry(request: Request): Promise<Response> {
  const may_repeat = request.method !== 'POST' || request.headers.has('Idempotency-Key')
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(request.clone())
    } catch (error) {
      if (!may_repeat || attempt >= retries_max || !navigator.onLine) throw error
      await new Promise((resolve) => setTimeout(resolve, retry_delay_ms * (attempt + 1)))
    }
  }
}

export const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
  fetch: fetch_with_retry,
})

client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', connection.language)
    if (request.method !== 'GET') request.headers.set('X-CSRF-Token', connection.csrf_token)
    return request
  },
  onResponse({ request, response }) {
    const is_log_in = request.method === 'POST' && new URL(request.url).pathname === '/api/session'
    if (response.status === 401 && !is_log_in) connection.on_session_ended()
    else connection.on_answer()
  },
})

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

// The body of an answer, or a Problem.
export async function body_of<T>(answer: Promise<Answer<T>>): Promise<T> {
  let settled: Answer<T>
  try {
    settled = await answer
  } catch (error) {
    throw as_problem(error)
  }
  if (!settled.response.ok) {
    const problem = problem_from(settled.response, settled.error)
    if (problem.code === 'storage_full') connection.on_storage_full()
    throw problem
  }
  return settled.data as T
}

export function etag(version: number): string {
  return `"${version}"`
}

// crypto.randomUUID is there only on secure origins, and an organ's own network may still speak plain HTTP.
export function new_key(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const if_match = (version: number) => ({ 'If-Match': etag(version) })
export const once = (key = new_key()) => ({ 'Idempotency-Key': key })

export { Problem }
