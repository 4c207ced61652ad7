// Writes docs/images/*.png: the tour of the README, from the example bureau, at both widths.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type Browser } from '@playwright/test'
import { enter, phone, wide } from './desk'
import { Server } from './server'

const images = fileURLToPath(new URL('../../docs/images', import.meta.url))
const day = '2026-11-18'
const server = new Server()
const passwords = new Map<string, string>()

interface Shot {
  name: string
  login: string
  path: string
  on_phone?: boolean
}

// The logins of the example, by what they are there for.
const official = 'hezhixing'
const head = 'linshutang'
const office = 'yeqinghe'
const administrator = 'guanli'

const shots: Shot[] = [
  { name: 'home', login: head, path: '/', on_phone: true },
  { name: 'daily-log', login: official, path: '/logs?write=1', on_phone: true },
  { name: 'month-plan', login: official, path: '/plans/2026-11' },
  { name: 'month', login: official, path: '/months/2026-11', on_phone: true },
  { name: 'month-reviewed', login: official, path: '/months/2026-10' },
  { name: 'reviews', login: head, path: '/reviews/2026-11', on_phone: true },
  { name: 'breakdown', login: head, path: '/works/2026' },
  { name: 'progress', login: office, path: '/periods/2026-11', on_phone: true },
  { name: 'organ', login: office, path: '/organ' },
  { name: 'people', login: office, path: '/people' },
  { name: 'calendar', login: office, path: '/calendar/2026' },
  { name: 'accounts', login: administrator, path: '/accounts' },
]

test.beforeAll(async () => {
  mkdirSync(images, { recursive: true })
  server.run(['migrate', '--database', server.database])
  const said = server.run(['--language', 'zh', 'example', '--database', server.database, '--today', day])
  for (const login of [official, head, office, administrator]) {
    const found = new RegExp(`\\s${login}\\s+(\\S+)`).exec(said)
    if (!found) throw new Error(`the example has no ${login}`)
    passwords.set(login, found[1])
  }
  await server.start(`${day}T16:20:00+08:00`)
})
test.afterAll(() => server.end())

async function take(browser: Browser, shot: Shot, size: { width: number; height: number }, file: string) {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  await enter(page, server, shot.login, passwords.get(shot.login)!, shot.path)
  await expect(page.locator('h1').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.screenshot({ path: join(images, file) })
  await context.close()
}

for (const shot of shots)
  test(shot.name, async ({ browser }) => {
    await take(browser, shot, wide, `${shot.name}.png`)
    if (shot.on_phone) await take(browser, shot, phone, `${shot.name}-phone.png`)
  })
