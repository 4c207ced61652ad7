// A day's log within twenty seconds, by keyboard alone, from the desk.
//
// Keys are counted as somebody with a pinyin input method presses them: every letter of the pinyin in full, one key more
// for each phrase that is chosen from its list, one for a sign; a chord (Ctrl+Enter) as its two keys. Such a person
// presses two and a half keys a second. What the application takes is measured and reported, and bounded only where it
// would have hung: a loaded machine is no fault of the page.
import { expect, test, type Page } from '@playwright/test'
import { enter, leave_desks } from './desk'
import { Server } from './server'

const day = '2026-11-18'
const seconds = 20
const keys_a_second = 2.5
const hung_after_ms = 60_000
const server = new Server()
const passwords = new Map<string, string>()

test.beforeAll(async () => {
  server.run(['migrate', '--database', server.database])
  const said = server.run([
    '--language',
    'zh',
    'example',
    '--size',
    'section',
    '--database',
    server.database,
    '--today',
    day,
  ])
  for (const [, login, password] of said.matchAll(/\s([a-z]+)\s+(\S{10,})/g)) passwords.set(login, password)
  await server.start(`${day}T16:20:00+08:00`)
})
test.afterEach(leave_desks)
test.afterAll(() => server.end())

class Typist {
  keys = 0
  waited_ms = 0
  constructor(private readonly page: Page) {}

  async press(chord: string) {
    this.keys += chord.split('+').length
    await this.page.keyboard.press(chord)
  }
  // The input method hands over a phrase when it is chosen.
  async write(phrases: [pinyin: string, text: string][]) {
    for (const [pinyin, text] of phrases) {
      this.keys += pinyin.length + 1
      await this.page.keyboard.insertText(text)
    }
  }
  // What he waits for the page: his hands rest meanwhile.
  async wait(what: () => Promise<unknown>) {
    const begun = Date.now()
    await what()
    this.waited_ms += Date.now() - begun
  }
  get seconds() {
    return this.keys / keys_a_second + this.waited_ms / 1000
  }
}

// From the desk to the receipt.
async function log_a_day(page: Page, write: (typist: Typist) => Promise<unknown>) {
  await page.goto(`${server.url}/`)
  await expect(page.getByRole('button', { name: '写今天的日志' })).toBeVisible()
  const typist = new Typist(page)
  await typist.press('n')
  await typist.wait(() => expect(page.getByTestId('log-content')).toBeFocused())
  await write(typist)
  const before = await page.locator('.is-today').getByTestId('log-entry').count()
  await typist.press('Control+Enter')
  await typist.wait(async () => {
    await expect(page.locator('.is-today').getByTestId('log-entry')).toHaveCount(before + 1)
    await expect(page.locator('.save-note.is-saved')).toBeVisible()
  })
  expect(typist.waited_ms).toBeLessThan(hung_after_ms)
  return typist
}

const report = (what: string, typist: Typist) =>
  test.info().annotations.push({
    type: 'measured',
    description: `${what}: ${typist.keys} keys, ${(typist.waited_ms / 1000).toFixed(2)} s of the application, ${typist.seconds.toFixed(1)} s in all`,
  })

test('a day is logged within twenty seconds of keys', async ({ page }) => {
  await enter(page, server, 'hezhixing', passwords.get('hezhixing')!)
  // One of the month's plan items says what the work is for; the text says what was done today.
  const fresh = await log_a_day(page, async (typist) => {
    await typist.write([
      ['qicao', '起草'],
      ['xiangmu', '项目'],
      ['diaodu', '调度'],
      ['tongbao', '通报'],
    ])
    await typist.press('Alt+1')
    await expect(page.locator('.editor-items .chip').first()).toHaveAttribute('aria-pressed', 'true')
  })
  report('a fresh entry', fresh)
  const today = page.locator('.is-today').getByTestId('log-entry')
  await expect(today.filter({ hasText: '起草项目调度通报' }).locator('.entry-goal')).toBeVisible()
  // The keys leave three seconds and more for the page.
  expect(fresh.keys / keys_a_second).toBeLessThanOrEqual(seconds - 3)

  // Work that goes on: the text of the day before, some 25 characters, and what is new.
  let text = ''
  const going_on = await log_a_day(page, async (typist) => {
    await typist.press('ArrowUp')
    const box = page.getByTestId('log-content')
    await expect(box).not.toHaveValue('')
    const older = await box.inputValue()
    await typist.press('ArrowUp')
    await expect(box).not.toHaveValue(older)
    await typist.press('ArrowDown')
    await expect(box).toHaveValue(older)
    await typist.write([
      [',', '，'],
      ['yibaosong', '已报送'],
    ])
    text = await box.inputValue()
    // A text that was changed is nobody's to replace.
    await page.keyboard.press('ArrowUp')
    await expect(box).toHaveValue(text)
  })
  report('an entry that goes on', going_on)
  expect(text.length).toBeGreaterThanOrEqual(20)
  await expect(today.filter({ hasText: text })).toBeVisible()
  expect(going_on.keys / keys_a_second).toBeLessThanOrEqual(seconds - 3)
})

test('N is a letter where something is written, and below a dialog', async ({ page }) => {
  await enter(page, server, 'linshutang', passwords.get('linshutang')!, '/people')
  await page.getByLabel('姓名、编号或拼音首字母').press('n')
  await expect(page).toHaveURL(/\/people/)
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').press('n')
  await expect(page).toHaveURL(/\/people/)
  await page.keyboard.press('Escape')
  await page.locator('h1').click()
  await page.keyboard.press('n')
  await expect(page.getByTestId('log-content')).toBeFocused()
})

test('Ctrl K finds people and every page of the navigation by pinyin initials', async ({ page }) => {
  await enter(page, server, 'yeqinghe', passwords.get('yeqinghe')!)
  const find = async (initials: string, name: string) => {
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette').fill(initials)
    await expect(page.getByRole('option', { name }).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('palette')).toHaveCount(0)
  }
  await find('hzx', '何知行')
  await find('lst', '林书棠')
  const doors = {
    gzrz: '工作日志',
    bljz: '办理进展',
    ndkh: '年度考核',
    zzjg: '组织机构',
    khjcxx: '考核基础信息',
  }
  for (const [initials, name] of Object.entries(doors)) await find(initials, name)
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').fill('hzx')
  await expect(page.getByRole('option').first()).toContainText('何知行')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '何知行' })).toBeVisible()
})
