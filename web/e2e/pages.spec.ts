// Every page whole at both widths: nothing that axe finds, nothing wider than the window; and the palette.
import { expect, test } from '@playwright/test'
import { found_bureau, password, type Bureau } from './bureau'
import { desk_of, expect_whole, expect_whole_on_both, phone, leave_desks } from './desk'
import { Server } from './server'

test.describe.configure({ mode: 'default' })

const server = new Server()
let bureau: Bureau

test.beforeAll(async () => {
  bureau = await found_bureau(server, '2026-11-16T09:00:00+08:00')
})
test.afterEach(leave_desks)
test.afterAll(() => server.end())

test('the log-in page', async ({ page }) => {
  for (const size of [{ width: 1440, height: 900 }, phone]) {
    await page.setViewportSize(size)
    await page.goto(`${server.url}/login`)
    await expect(page.getByText('禁止录入涉密信息')).toBeVisible()
    await expect_whole(page)
  }
  await page.getByLabel('用户名').fill('nobody')
  await page.getByLabel('密码').fill('wrong')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('用户名')).toHaveValue('nobody')
})

const pages_of = {
  head: [
    '/',
    '/logs',
    '/plans/2026-11',
    '/plans/2026',
    '/months/2026-11',
    '/reviews/2026-11',
    '/works',
    '/password',
  ],
  office: ['/', '/periods/2026-11', '/organ', '/people', '/calendar/2026', '/settings'],
  administrator: ['/', '/accounts'],
}

for (const [who, paths] of Object.entries(pages_of)) {
  test(`the pages of the ${who}`, async ({ browser }) => {
    const login =
      who === 'head' ? bureau.people.head.login : who === 'office' ? bureau.office : bureau.administrator
    const page = await desk_of(browser, server, login, password)
    const faults: string[] = []
    page.on('pageerror', (fault) => faults.push(String(fault)))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    for (const path of paths) {
      await page.goto(server.url + path)
      await expect(page.locator('h1').first()).toBeVisible()
      await expect(page).toHaveTitle(/ · 知事$/)
      await expect_whole_on_both(page)
    }
    expect(faults).toEqual([])
  })
}

test('forms in dialogs are whole, and a fault of the server stands beside its field', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.office, password)
  await page.goto(`${server.url}/people/${bureau.people.head.id}`)
  await page.getByTestId('add-post').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect_whole_on_both(page)
  await page.getByRole('button', { name: '取消' }).click()
  await page.goto(`${server.url}/people`)
  await page.getByTestId('add-person').click()
  await page.getByTestId('form-send').click()
  await expect(page.getByText('请填写这一项')).toBeVisible()
  const form = page.getByRole('dialog')
  await form.getByLabel('姓名').fill('韩雪梅')
  await form.getByLabel('拼音首字母').fill('hxm')
  await page.getByTestId('form-send').click()
  await expect(page.getByRole('heading', { name: '韩雪梅' })).toBeVisible()
})

test('Ctrl K finds people by pinyin initials, and pages', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.people.head.login, password)
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').fill('cht')
  await expect(page.getByRole('option').first()).toContainText('崔海涛')
  await expect_whole(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '崔海涛' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').fill('ydz')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/months/)
})

test('an account is opened, its first password is shown once', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.administrator, password)
  await page.goto(`${server.url}/accounts`)
  await page.getByTestId('open-account').click()
  const form = page.getByRole('dialog')
  await form.getByLabel('用户名').fill('hanxm')
  await form.getByLabel('姓名').fill('韩雪梅')
  await page.getByTestId('form-send').click()
  await expect(form.getByText('请绑定人员，或授予一种角色。')).toBeVisible()
  await form.locator('[data-field="is_office"] label').click()
  await page.getByTestId('form-send').click()
  await expect(page.getByTestId('first-password')).not.toBeEmpty()
  await expect_whole(page)
  await page.getByRole('button', { name: '已记下' }).click()
  await expect(page.getByTestId('account-row').filter({ hasText: 'hanxm' })).toContainText('待首次登录')
})

test('without daily logging the page and its door are gone', async ({ browser }) => {
  const office = await desk_of(browser, server, bureau.office, password)
  await office.goto(`${server.url}/settings`)
  await office.getByText('使用工作日志').click()
  await office.getByTestId('settings-save').click()
  await expect(office.getByTestId('receipt').filter({ hasText: '设置已保存' })).toBeVisible()
  const head = await desk_of(browser, server, bureau.people.head.login, password)
  await head.goto(`${server.url}/logs`)
  await expect(head).not.toHaveURL(/\/logs/)
  await expect(head.getByRole('link', { name: '工作日志' })).toHaveCount(0)
})

test('English says everything too', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.people.head.login, password)
  await page.getByTestId('account-menu').click()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'My desk' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page).toHaveTitle('My desk · Zhishi')
})
