// The handbook in the application: every chapter opens with its pictures, is found, and is whole at both widths.
import { expect, test } from '@playwright/test'
import { chapter_files, read_chapter } from '../scripts/handbook'
import { found_bureau, password, type Bureau } from './bureau'
import { desk_of, expect_whole, expect_whole_on_both, leave_desks, phone } from './desk'
import { Server } from './server'

const server = new Server()
let bureau: Bureau

test.beforeAll(async () => {
  bureau = await found_bureau(server, '2026-11-16T09:00:00+08:00')
})
test.afterEach(leave_desks)
test.afterAll(() => server.end())

test('every chapter opens, whole and with its pictures', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.people.head.login, password)
  const refused: string[] = []
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
  await page.goto(`${server.url}/help`)
  const chapters = chapter_files().map((path) => read_chapter(path))
  await expect(page.getByTestId('help-chapter')).toHaveCount(chapters.length)
  for (const chapter of chapters) {
    await page.getByTestId('help-chapter').getByText(chapter.title, { exact: true }).click()
    await expect(page).toHaveURL(`${server.url}/help/${chapter.name}`)
    await expect(page.locator('.help-text')).toBeVisible()
    const pictures = page.locator('.help-picture')
    await expect(pictures).toHaveCount((chapter.body.match(/!\[/g) ?? []).length)
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded()
      await expect(picture).toHaveJSProperty('complete', true)
      expect(await picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0)
    }
    await expect_whole(page)
  }
  // Links between chapters, and nothing that the page's policy refuses.
  await page.goto(`${server.url}/help/plan`)
  await page.locator('.help-text').getByRole('link', { name: '计划或小结被退回怎么办' }).click()
  await expect(page.getByRole('heading', { name: '计划或小结被退回怎么办' })).toBeVisible()
  expect(refused).toEqual([])
})

test('the handbook is opened from a page, the account, by ? and from the palette', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.people.late.login, password)
  await page.goto(`${server.url}/logs`)
  await page.getByTestId('help-of-page').click()
  await expect(page).toHaveURL(/\/help\/log$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/logs$/)
  await page.goto(`${server.url}/months`)
  await expect(page.locator('h1')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page).toHaveURL(/\/help\/month$/)
  await page.getByTestId('account-menu').click()
  await page.getByTestId('help').click()
  await expect(page).toHaveURL(/\/help$/)
  // One's own part stands first.
  await expect(page.locator('.help-list h2').first()).toContainText('公务员')
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').fill('忘记密码')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/help\/password$/)
})

test('the handbook is searched, and read on a phone', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.administrator, password)
  await page.goto(`${server.url}/help`)
  await expect_whole_on_both(page)
  await page.getByTestId('help-search').fill('示例行')
  await expect(page.getByTestId('help-find')).toHaveCount(1)
  await expect(page.locator('mark')).toHaveText('示例行')
  await expect_whole_on_both(page)
  await page.getByTestId('help-find').getByRole('link').click()
  await expect(page).toHaveURL(/\/help\/import$/)
  await page.setViewportSize(phone)
  await expect_whole(page)
  await page.getByRole('link', { name: /返回目录/ }).click()
  await expect(page.getByTestId('help-chapter').first()).toBeVisible()
})

test('a chapter prints on A4 without the frame of the application', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.people.head.login, password)
  await page.goto(`${server.url}/help/review`)
  await expect(page.locator('.help-text')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.bar')).toBeHidden()
  await expect(page.locator('.rail')).toBeHidden()
  await expect(page.locator('.help-list')).toBeHidden()
  await expect(page.getByRole('heading', { name: '审核计划和小结，怎样退回' })).toBeVisible()
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})
