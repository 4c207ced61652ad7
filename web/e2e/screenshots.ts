// Writes docs/images/*.png: the tour of the README and the pictures of the handbook, from the example bureau.
//
// Their colours are reduced by pngquant where it is installed (apt-get install pngquant): a third of the size, and the same
// to the eye.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { password } from './bureau'
import { enter, phone, wide } from './desk'
import { ExampleYear, last_quarter, logins, year } from './example_year'
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
  before?: (page: Page) => Promise<unknown> // what is opened on the page
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
  { name: 'import', login: office, path: '/imports/people' },
  { name: 'help', login: official, path: '/help/log' },
  {
    name: 'palette',
    login: head,
    path: '/',
    before: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByTestId('palette').fill('hzx')
      await expect(page.getByRole('option').first()).toContainText('何知行')
    },
  },
]

test.beforeAll(async () => {
  mkdirSync(images, { recursive: true })
  server.run(['migrate', '--database', server.database])
  const example = ['example', '--database', server.database, '--today', day]
  const said = server.run(['--language', 'zh', ...example])
  for (const login of [official, head, office, administrator]) {
    const found = new RegExp(`\\s${login}\\s+(\\S+)`).exec(said)
    if (!found) throw new Error(`the example has no ${login}`)
    passwords.set(login, found[1])
  }
  await server.start(`${day}T16:20:00+08:00`)
})
test.afterAll(() => server.end())

async function keep(page: Page, file: string) {
  const path = join(images, file)
  await page.screenshot({ path, animations: 'disabled' })
  spawnSync('pngquant', ['--force', '--skip-if-larger', '--speed', '1', '--ext', '.png', '128', '--', path])
}

async function take(
  browser: Browser,
  of: Server,
  shot: Shot,
  size: { width: number; height: number },
  file: string,
) {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  await enter(page, of, shot.login, of === server ? passwords.get(shot.login)! : password, shot.path)
  await expect(page.locator('h1').first()).toBeVisible()
  await shot.before?.(page)
  await page.waitForLoadState('networkidle')
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await keep(page, file)
  await context.close()
}

for (const shot of shots)
  test(shot.name, async ({ browser }) => {
    await take(browser, server, shot, wide, `${shot.name}.png`)
    if (shot.on_phone) await take(browser, server, shot, phone, `${shot.name}-phone.png`)
  })

test('log-in', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 620 })
  await page.goto(`${server.url}/login`)
  await expect(page.getByLabel('用户名')).toBeVisible()
  await page.getByLabel('用户名').fill(official)
  await keep(page, 'log-in.png')
})

// The year, each picture at the moment that it is about.
test('the year', async ({ browser }) => {
  const year_server = new Server()
  const example = new ExampleYear(year_server)
  try {
    await example.found()
    const picture = (shot: Shot) => take(browser, year_server, shot, wide, `${shot.name}.png`)
    await example.keep_personnel()
    await example.review_quarter([head])
    const chosen = `/quarters/${last_quarter}/${example.id(official)}`
    await picture({ name: 'quarter-grid', login: head, path: chosen })

    await example.as(head).send('POST', `/api/quarters/${last_quarter}/submissions`)
    await picture({ name: 'own-quarter', login: official, path: `/quarter/${last_quarter}` })
    await picture({ name: 'overview', login: logins.leader, path: `/overview/${last_quarter}` })
    await picture({ name: 'personnel', login: office, path: '/personnel/committee' })
    await picture({ name: 'summary', login: official, path: `/summary/${year}` })
    await example.write_summaries()
    await example.approve_summaries(head, { suwangshu: '优秀' })
    await example.open_evaluation()
    await picture({ name: 'rating', login: official, path: `/rating/${year}` })
    await picture({ name: 'evaluation', login: office, path: `/evaluation/${year}` })
    await example.rate()
    await example.close_evaluation()
    await example.compute()
    await example.move_seat()
    await picture({ name: 'year-list', login: office, path: `/year/${year}` })

    await picture({ name: 'year-seats', login: office, path: `/year/${year}/seats` })

    await example.open_meeting()
    await example.decide(4)
    await picture({
      name: 'meeting',
      login: logins.principal,
      path: `/meetings/${example.meeting}`,
      before: async (page) => {
        await page.getByTestId('decision-row').getByRole('button').first().click()
        await expect(page.getByTestId('decision-desk')).toBeVisible()
      },
    })
    await example.decide()
    await example.close_meeting()
    await example.publish()
    await picture({ name: 'own-year', login: official, path: `/own-year/${year}` })
    await picture({
      name: 'explanation',
      login: official,
      path: `/own-year/${year}`,
      before: async (page) => {
        await page.getByTestId('why').click()
        await expect(page.getByTestId('explanation')).toBeVisible()
      },
    })
  } finally {
    await year_server.end()
  }
})
