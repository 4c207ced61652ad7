// The real server on a database of its own, under a rehearsal clock, on a free port of the loopback address.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const start_patience_ms = 60_000

export function program(): string {
  const path = process.env.ZHISHI_PROGRAM ?? join(root, 'build/release/zhishi')
  if (!existsSync(path))
    throw new Error(
      `There is no program at ${path}. Build it (cmake --build --preset release) or name it in ZHISHI_PROGRAM.`,
    )
  return path
}

async function free_port(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export class Server {
  private folder = ''
  private process: ChildProcess | null = null
  private said = ''
  port = 0

  get url() {
    return `http://127.0.0.1:${this.port}`
  }
  // The folder is made when it is first needed: a file of tests is also read by those who only list it.
  get database() {
    this.folder ||= mkdtempSync(join(tmpdir(), 'zhishi-e2e-'))
    return `sqlite:${join(this.folder, 'zhishi.db')}`
  }

  // Runs another command of the program to its end and gives what it printed.
  run(args: string[], environment: Record<string, string> = {}): string {
    const done = spawnSync(program(), args, {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    })
    if (done.status !== 0)
      throw new Error(`zhishi ${args.join(' ')} ended with ${done.status}: ${done.stderr}`)
    return done.stdout
  }

  // Starts, or starts anew at another moment: the way to let weeks pass.
  async start(clock: string) {
    await this.stop()
    if (!this.port) this.port = await free_port()
    this.said = ''
    const args = ['serve', '--database', this.database, '--listen', `127.0.0.1:${this.port}`]
    const child = spawn(program(), [...args, '--clock-start', clock, '--password-cost', 'least'], {
      cwd: root,
    })
    this.process = child
    child.stderr?.on('data', (bytes) => (this.said += bytes))
    const until = Date.now() + start_patience_ms
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${this.said}`)
      const answer = await fetch(`${this.url}/api/health`).catch(() => null)
      if (answer?.ok) return
      if (Date.now() > until) throw new Error(`the server did not come up: ${this.said}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  async stop() {
    const child = this.process
    if (!child) return
    this.process = null
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    await ended
  }

  async end() {
    await this.stop()
    if (this.folder) rmSync(this.folder, { recursive: true, force: true })
  }
}
