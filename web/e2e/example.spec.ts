// What ./run makes the first time: the whole bureau and its year, by the release program, and seen through the doors of
// those whose accounts are printed. Its texts are measured in tests/cli.
import { expect, test } from '@playwright/test'
import { Client } from './client'
import { enter } from './desk'
import { Server } from './server'

const server = new Server()
const passwords = new Map<string, string>()
test.afterAll(() => server.end())

interface Step {
  step: string
  done: number
  all: number
}
interface Items<T> {
  items: T[]
}
interface Person {
  role: string | null
}

async function as(login: string): Promise<Client> {
  const client = new Client(server.url)
  await client.log_in(login, passwords.get(login)!)
  return client
}

test('the example is a bureau of 120 with three finished quarters', async ({ page }) => {
  server.run(['migrate', '--database', server.database])
  const said = server.run([
    '--language',
    'zh',
    'example',
    '--database',
    server.database,
    '--today',
    '2026-11-18',
  ])
  for (const [, login, password] of said.matchAll(/^ {2}([a-z]+) +(\S+) /gm)) passwords.set(login, password)
  expect([...passwords.keys()].sort()).toEqual(
    ['gumingchuan', 'guanli', 'hezhixing', 'linshutang', 'shenhuaiyuan', 'suwangshu', 'yeqinghe'].sort(),
  )
  await server.start('2026-11-18T09:10:00+08:00')

  const office = await as('yeqinghe')
  // Two have left in the course of the year and are kept.
  const { items: people } = await office.send<Items<Person>>('GET', '/api/officials?limit=200')
  expect(people).toHaveLength(122)
  const holding = (role: string) => people.filter((one) => one.role === role).length
  expect([holding('leader'), holding('head'), holding('staff')]).toEqual([5, 14, 101])
  const units = await office.send<Items<unknown>>('GET', '/api/units')
  expect(units.items).toHaveLength(15)

  // Three quarters: every sheet there, few not looked at yet, closed. The fourth is under way.
  for (const quarter of ['2026Q1', '2026Q2', '2026Q3']) {
    const { whole } = await office.send<{ whole: Step[] }>('GET', `/api/overviews/${quarter}`)
    const [reviews, answers] = whole
    expect(reviews.step).toBe('quarter_review')
    expect(reviews.all).toBeGreaterThanOrEqual(112)
    expect(reviews.done).toBe(reviews.all)
    expect(answers.done).toBeGreaterThan(100)
    expect(answers.done).toBeLessThan(answers.all)
    expect(await office.send('GET', `/api/periods/${quarter}`)).toMatchObject({ is_closed: true })
  }
  expect(await office.send('GET', '/api/periods/2026-10')).toMatchObject({ is_closed: true })
  expect(await office.send('GET', '/api/periods/2026-11')).toMatchObject({ is_closed: false })

  const states = await office.send<Items<{ key: string; value: string }>>(
    'GET',
    '/api/special-states?year=2026',
  )
  expect(states.items.map((one) => `${one.key}=${one.value}`).sort()).toEqual([
    'absence.months=5',
    'discipline:1=warning',
    'probation=1',
    'probation=1',
  ])
  const seats = await office.send<Items<{ role: string }>>('GET', '/api/committee-seats')
  expect(seats.items.map((one) => one.role)).toEqual([
    'chair',
    'deputy_chair',
    'member',
    'member',
    'member',
    'member',
  ])

  // Each printed account finds what its role says.
  const waiting = (login: string) =>
    as(login).then((one) => one.send<Items<{ kind: string }>>('GET', '/api/inbox'))
  expect((await waiting('linshutang')).items.map((one) => one.kind)).toContain('month_plan_confirm')
  expect((await waiting('suwangshu')).items.map((one) => one.kind)).toContain('month_plan_returned')
  const administrator = await as('guanli')
  const accounts = await administrator.send<Items<{ is_disabled: boolean }>>('GET', '/api/accounts?limit=200')
  expect(accounts.items.filter((one) => !one.is_disabled)).toHaveLength(121)
  await enter(page, server, 'hezhixing', passwords.get('hezhixing')!, '/months/2026-10')
  await expect(page.getByRole('heading', { name: '2026 年 10 月对账' })).toBeVisible()
  await expect(page.getByText('已评鉴').first()).toBeVisible()
})
