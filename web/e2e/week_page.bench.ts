// How soon can an official type on the day he comes to work: on the log-in page, and on the page of his week?
//
// The example bureau, a browser that was never here, and the same one again. Limit: the week is usable within a second of
// the click that logs in, and of a reload. Usable: each day stands with his entries, and the field for today's takes a
// letter. Which entries are his is asked of the server and compared with the page first.
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { Client } from './client'
import { enter } from './desk'
import { is_smoke, tell } from './figures'
import { Server } from './server'

const rounds = is_smoke ? 1 : 7
const usable_ms_max = 1000
const login = 'hezhixing'
const name = '何知行'
const [monday, sunday] = ['2026-11-16', '2026-11-22']
const letter = '今' // is typed

interface Entry {
  official: { id: string; name: string }
  work_date: string
  content: string
  state: string
}
type Week = { date: string; contents: string[] }[]
interface Seen {
  log_in: Promise<number>
  week: Promise<number>
}

const server = new Server()
let checked = 0
test.afterAll(() => server.end())

function make_example(): string {
  server.run(['migrate', '--database', server.database])
  const size = is_smoke ? 'section' : 'bureau'
  const said = server.run(
    ['example', '--database', server.database, '--size', size].concat(['--today', '2026-11-18']),
  )
  const password = new RegExp(`^ +${login} +(\\S+)`, 'm').exec(said)?.[1]
  if (!password) throw new Error(`the example has no ${login}: ${said}`)
  return password
}

// Seven days and what he wrote on each, by his name.
async function week_of_writer(password: string): Promise<Week> {
  const client = new Client(server.url)
  await client.log_in(login, password)
  const { official } = await client.send<{ official: Entry['official'] }>('GET', '/api/session')
  expect(official.name).toBe(name)
  const { days, items } = await client.send<{ days: { date: string }[]; items: Entry[] }>(
    'GET',
    `/api/officials/${official.id}/log-entries?from=${monday}&to=${sunday}`,
  )
  expect(items.map((entry) => entry.official.id)).toEqual(items.map(() => official.id))
  checked += 2
  return days.map(({ date }) => ({
    date,
    contents: items
      .filter((entry) => entry.work_date === date && entry.state !== 'withdrawn')
      .map((entry) => entry.content),
  }))
}

// Runs in the page from its first moment on, looks at every frame, and tells when each thing was so. Times count from the
// start of the navigation, the week's from the click that logged in where there was one.
function look_out({ week, letter }: { week: Week; letter: string }) {
  type Field = HTMLInputElement | HTMLTextAreaElement
  const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)
  // In the frame after the one in which it became so.
  const when = (is_so: () => unknown) =>
    new Promise<number>((done, fail) => {
      const look = () => {
        if (performance.now() > 60_000) return fail(new Error(`not within a minute: ${is_so}`))
        if (!is_so()) return requestAnimationFrame(look)
        requestAnimationFrame(() => setTimeout(() => done(performance.now())))
      }
      requestAnimationFrame(look)
    })
  const takes = (field: Field | null, text: string) => {
    if (!field?.getClientRects().length) return false
    field.focus()
    return document.execCommand('insertText', false, text) && field.value === text
  }
  const texts_on = (date: string) =>
    [...document.querySelectorAll<HTMLElement>(`[data-day="${date}"] .entry-content`)].map(
      (one) => one.innerText,
    )
  const has_day = ({ date, contents }: Week[number]) =>
    find(`[data-day="${date}"]`) && JSON.stringify(texts_on(date)) === JSON.stringify(contents)
  const stands = () => week.every(has_day)

  let begun = 0
  document.addEventListener(
    'click',
    (event) => {
      if ((event.target as HTMLElement).closest('button[type="submit"]')) begun ||= event.timeStamp
    },
    true,
  )
  const write = async () => {
    await when(stands)
    find('[data-test="write-today"]')!.click()
    await when(() => takes(find<HTMLTextAreaElement>('textarea[data-test="log-content"]'), letter))
    const usable = await when(() => find('[data-test="log-save"]:not([disabled])'))
    return usable - begun
  }
  Object.assign(window, {
    seen: { log_in: when(() => takes(find('input[name="username"]'), letter)), week: write() },
  })
}

const seen = (page: Page, what: keyof Seen) =>
  page.evaluate((what) => (window as unknown as { seen: Seen }).seen[what], what)

async function expect_week(page: Page, week: Week) {
  await expect(page.getByRole('button', { name: new RegExp(name) })).toBeVisible()
  await expect(page.locator('[data-day]')).toHaveCount(7)
  for (const { date, contents } of week)
    await expect(page.locator(`[data-day="${date}"] .entry-content`)).toHaveText(contents)
  await expect(page.getByTestId('log-content')).toHaveValue(letter)
  checked += 3
}

// Without a clock: is it his week, and what he types?
async function look_first(context: BrowserContext, week: Week, password: string) {
  const page = await context.newPage()
  await enter(page, server, login, password, '/logs')
  await page.getByTestId('write-today').click()
  await page.keyboard.type(letter)
  await expect_week(page, week)
}

interface Times {
  log_in: number
  week: number
  again: number
}

async function come_to_work(context: BrowserContext, week: Week, password: string): Promise<Times> {
  await context.addInitScript(look_out, { week, letter })
  const page = await context.newPage()
  await page.goto(`${server.url}/logs`) // and is sent to the log-in
  const log_in = await seen(page, 'log_in')
  await page.getByLabel('用户名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  const first = await seen(page, 'week')
  await expect_week(page, week)
  // What was typed is kept as a draft; the second time begins without.
  await page.getByTestId('log-content').fill('')
  await page.reload()
  const again = await seen(page, 'week')
  await expect_week(page, week)
  return { log_in, week: first, again }
}

test('a week to write in', async ({ browser }) => {
  const password = make_example()
  await server.start('2026-11-18T09:10:00+08:00')
  const week = await week_of_writer(password)
  expect(week.map((day) => day.date)).toHaveLength(7)
  expect(week.flatMap((day) => day.contents).length).toBeGreaterThan(0)
  checked += 2

  const first = await browser.newContext()
  await look_first(first, week, password)
  await first.close()
  const times: Times[] = []
  for (let round = 0; round < rounds; ++round) {
    const context = await browser.newContext()
    times.push(await come_to_work(context, week, password))
    await context.close()
  }
  tell('week_page', 'an official of the example bureau opens his week', rounds, checked, [
    {
      key: 'log_in',
      name: 'a new browser, to a letter in the log-in',
      values: times.map((one) => one.log_in),
    },
    {
      key: 'week',
      name: 'from the log-in click to a letter in the week',
      values: times.map((one) => one.week),
      limit: usable_ms_max,
    },
    {
      key: 'week_again',
      name: 'reloaded, to a letter in the week',
      values: times.map((one) => one.again),
      limit: usable_ms_max,
    },
  ])
})
