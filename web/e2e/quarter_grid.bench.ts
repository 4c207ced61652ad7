// How soon does a head who reviews 200 people see his grid, and how soon a score that he typed?
//
// Limits: first paint of the data within 300 ms of the click, on a warm server; an edit shows within 50 ms. Each run
// begins on the desk, so the page's own code is fetched too. Writes the last line `N passed, N failed` of what was
// checked of the answers; how fast they came is for a reader to judge.
import { expect, test, type Page } from '@playwright/test'
import { found_bureau, password } from './bureau'
import { Client } from './client'
import { desk_of } from './desk'
import { is_smoke, tell } from './figures'
import { Server } from './server'

const rounds = is_smoke ? 1 : 7
const people = 200
const limits = { paint: 300, edit: 50 }
const screenful = 20 // rows that stand in a window of 900 pixels

const server = new Server()
let checked = 0

async function fill(office: Client, head: Client, unit: string) {
  for (let number = 1; number <= people - 2; ++number) {
    const name = `测试员${number}`
    const body = { name, pinyin: '', from: '2026-01-01', unit, kind: 'staff', title: '科员' }
    const { id } = await office.send<{ id: string }>('POST', '/api/officials', body)
    const scores = ['ability', 'tasks'].map((item) => ({ item, score: String(80 + (number % 15)) }))
    await head.send('PUT', `/api/officials/${id}/quarters/2026Q2`, { scores, comment: '' }, 0)
  }
}

// From the click to the frame in which the first screenful stands.
async function paint(page: Page) {
  await page.goto(server.url)
  await expect(page.getByRole('link', { name: '季评鉴', exact: true }).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  return page.evaluate(
    (rows) =>
      new Promise<number>((done) => {
        const link = [...document.querySelectorAll<HTMLElement>('a')].find(
          (one) => one.innerText.trim() === '季评鉴',
        )!
        const begun = performance.now()
        const look = () => {
          if (document.querySelectorAll('[data-cell]').length < 2 * rows) return requestAnimationFrame(look)
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))
        }
        link.click()
        look()
      }),
    screenful,
  )
}

// From Enter to the frame in which the new score and the new mean stand.
async function edit(page: Page, row: number, score: string) {
  await page.locator(`[data-cell="${row}:0"]`).click()
  const mean_before = await page.locator('tfoot td').first().innerText()
  // First the ear, then the keys.
  await page.evaluate(
    ([at, to, mean]) => {
      const shown = new Promise<number>((done) => {
        document.addEventListener(
          'keydown',
          function hear(event) {
            if (event.key !== 'Enter') return
            document.removeEventListener('keydown', hear, true)
            const look = () => {
              const cell = document.querySelector<HTMLElement>(`[data-cell="${at}:0"]`)
              const now = document.querySelector<HTMLElement>('tfoot td')
              if (cell?.innerText.trim() !== to || now?.innerText === mean) return requestAnimationFrame(look)
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - event.timeStamp)))
            }
            requestAnimationFrame(look)
          },
          true,
        )
      })
      Object.assign(window, { shown })
    },
    [String(row), score, mean_before],
  )
  await page.keyboard.type(score)
  await page.keyboard.press('Enter')
  return page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown)
}

test.afterAll(() => server.end())

test('a grid of 200 people', async ({ browser }) => {
  const bureau = await found_bureau(server, '2026-09-25T09:00:00+08:00')
  const office = new Client(server.url)
  await office.log_in(bureau.office, password)
  const head = new Client(server.url)
  await head.log_in(bureau.people.head.login, password)
  await fill(office, head, bureau.unit)
  await server.start('2026-10-12T09:00:00+08:00')
  const page = await desk_of(browser, server, bureau.people.head.login, password)
  page.on('dialog', (leaving) => void leaving.accept()) // the last edit may still be on its way
  await paint(page) // warm

  const paints: number[] = []
  const edits: number[] = []
  for (let round = 0; round < rounds; ++round) {
    paints.push(await paint(page))
    await expect(page.locator('[data-cell]')).toHaveCount(2 * people)
    checked += 1
    for (const [place, row] of [3, 90, 190].entries()) {
      const score = String(61 + 3 * round + place) // each moves the mean
      edits.push(await edit(page, row, score))
      await expect(page.locator(`[data-cell="${row}:0"]`)).toHaveText(score)
      checked += 1
    }
  }
  tell('quarter_grid', `a reviewer's grid of ${people} people`, rounds, checked, [
    { key: 'first_paint', name: 'from the click to the first rows', values: paints, limit: limits.paint },
    { key: 'edit', name: 'from Enter to the new score and mean', values: edits, limit: limits.edit },
  ])
})
