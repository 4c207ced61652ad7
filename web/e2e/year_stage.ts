// Where the year is played: the server with its rehearsal clock, everybody's desk, and what people do at them.
import { expect, type Browser, type Page } from '@playwright/test'
import { password } from './bureau'
import { desk_of, leave_desks } from './desk'
import { Server } from './server'
import { YearBureau, type Who } from './year_bureau'

export const goal = '按季完成全市经济形势分析'
export const done = '完成一季度经济形势分析并报送市政府'

export class Stage {
  readonly server = new Server()
  private founded?: YearBureau
  // Who sits at a desk stays logged in until the day is over.
  private desks = new Map<string, Page>()

  get bureau() {
    if (!this.founded) throw new Error('the bureau is not founded yet')
    return this.founded
  }

  async found() {
    this.founded = await YearBureau.found(this.server, '2025-03-31T09:00:00+08:00')
    await this.bureau.live_month('2025-03', goal, done, '分析有深度，数据核得细。')
    await this.later('2025-04-08T09:00:00+08:00')
  }
  async end() {
    await leave_desks()
    await this.server.end()
  }

  async later(clock: string) {
    this.desks.clear()
    await leave_desks()
    this.bureau.forget_sessions()
    await this.server.start(clock)
  }

  async desk(browser: Browser, who: Who | 'office' | 'second_office', path = '/', width?: number) {
    const { offices, people } = this.bureau
    const login = who === 'office' ? offices[0] : who === 'second_office' ? offices[1] : people[who].login
    const key = `${login} ${width ?? ''}`
    const known = this.desks.get(key)
    const page = known ?? (await desk_of(browser, this.server, login, password, width))
    this.desks.set(key, page)
    if (known || path !== '/') await page.goto(this.server.url + path)
    return page
  }

  name_of(who: Who) {
    return this.bureau.people[who].name
  }
}

export const task = (page: Page, text: string | RegExp) => page.getByTestId('task').filter({ hasText: text })
export const saved = (page: Page) => expect(page.locator('.save-note.is-saved').first()).toBeVisible()
export const dialog = (page: Page) => page.getByRole('dialog')

// The grid of scores, by the names of the people in it.
export function grid_of(page: Page, at = 0) {
  const grid = page.getByTestId('score-grid').nth(at)
  const row = (name: string) => grid.locator('tbody tr').filter({ hasText: name })
  const foot = (line: number, column: number) => grid.locator('tfoot tr').nth(line).locator('td').nth(column)
  return {
    row,
    head: (name: string) => row(name).locator('.score-name'),
    cell: (name: string, column = 0) => row(name).locator('[data-cell]').nth(column),
    at: (line: number, column: number) => grid.locator(`[data-cell="${line}:${column}"]`),
    mean: (column: number) => foot(0, column),
    spread: (column: number) => foot(1, column),
    async names() {
      await expect(grid.locator('[data-cell]').first()).toBeVisible()
      const heads = await grid.locator('tbody .score-name').allInnerTexts()
      return heads.map((text) => text.trim().split(/\s/)[0])
    },
  }
}

// As it comes from a spreadsheet: through the clipboard.
export async function paste(page: Page, text: string) {
  await page.bringToFront()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.keyboard.press('Control+v')
}

export async function choose_person(page: Page, name: string, label = '姓名') {
  const box = dialog(page).getByRole('combobox', { name: label })
  await box.click()
  await box.fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).click()
}
