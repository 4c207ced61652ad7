// A client for setting the stage: accounts and people, through the same door as everybody.
import { randomUUID } from 'node:crypto'

export class Client {
  private cookie = ''
  private csrf_token = ''

  constructor(private readonly url: string) {}

  async send<T>(method: string, path: string, body?: unknown, version?: number): Promise<T> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': 'en',
        Origin: this.url,
        'Idempotency-Key': randomUUID(),
        ...(this.cookie ? { Cookie: this.cookie, 'X-CSRF-Token': this.csrf_token } : {}),
        ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const cookie = answer.headers.getSetCookie()[0]
    if (cookie) this.cookie = cookie.split(';')[0]
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }

  async log_in(login: string, password: string, new_password?: string) {
    const session = await this.send<{ csrf_token: string }>('POST', '/api/session', { login, password })
    this.csrf_token = session.csrf_token
    if (!new_password) return
    const fresh = await this.send<{ csrf_token: string }>('PUT', '/api/session/password', {
      old_password: password,
      new_password,
    })
    this.csrf_token = fresh.csrf_token
  }
}
