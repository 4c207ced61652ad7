// What people do at every page: log in, look whether it is whole, wait for a receipt.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import type { Server } from './server'

export async function enter(page: Page, server: Server, login: string, password: string, path = '/') {
  await page.goto(`${server.url}/login?back=${encodeURIComponent(path)}`)
  await page.getByLabel('用户名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page).not.toHaveURL(/\/login/)
}

const desks: BrowserContext[] = []

export async function desk_of(
  browser: Browser,
  server: Server,
  login: string,
  password: string,
  width = 1440,
) {
  const context = await browser.newContext({ viewport: { width, height: width > 500 ? 900 : 844 } })
  desks.push(context)
  const page = await context.newPage()
  await enter(page, server, login, password)
  return page
}

// After a test everybody goes home.
export async function leave_desks() {
  for (const desk of desks.splice(0)) await desk.close()
}

// A dialog that is still fading in has no contrast yet, and one that fades out stands beside the next.
const at_rest = () =>
  document
    .getAnimations()
    .every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity)

// No violation that axe knows, and nothing wider than the window.
export async function expect_whole(page: Page) {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.waitForFunction(at_rest)
  const found = await new AxeBuilder({ page }).analyze()
  const violations = found.violations.map((one) => ({
    id: one.id,
    where: one.nodes.map(
      (node) => `${node.target.join(' ')}: ${node.any.map((why) => why.message).join(' ')}`,
    ),
  }))
  expect(violations, page.url()).toEqual([])
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wider, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0)
}

export async function expect_receipt(page: Page, text: string | RegExp) {
  await expect(page.getByTestId('receipt').filter({ hasText: text }).last()).toBeVisible()
}

export const phone = { width: 390, height: 844 }
export const wide = { width: 1440, height: 900 }

export async function expect_whole_on_both(page: Page) {
  await expect_whole(page)
  await page.setViewportSize(phone)
  await expect_whole(page)
  await page.setViewportSize(wide)
}
