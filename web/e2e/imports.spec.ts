// The office takes tables in: what is there as a workbook and back, a faulty table, its marked copy, the good rows.
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { found_bureau, password, type Bureau } from './bureau'
import { desk_of, expect_receipt, expect_whole_on_both, leave_desks } from './desk'
import { Server } from './server'

const server = new Server()
let bureau: Bureau

test.beforeAll(async () => {
  bureau = await found_bureau(server, '2026-11-16T09:00:00+08:00')
})
test.afterEach(leave_desks)
test.afterAll(() => server.end())

async function downloaded(page: Page, button: string) {
  const waiting = page.waitForEvent('download')
  await page.getByTestId(button).click()
  const file = await waiting
  return { name: file.suggestedFilename(), path: await file.path() }
}
const give = (page: Page, name: string, text: string) =>
  page.getByTestId('import-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('what is there comes as a workbook and goes back without a change', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.office, password)
  await page.goto(`${server.url}/people`)
  await page.getByTestId('import-people').click()
  await expect(page).toHaveURL(/\/imports\/people$/)
  for (const kind of ['people', 'units', 'posts']) {
    await page.goto(`${server.url}/imports/${kind}`)
    const kept = await downloaded(page, 'import-filled')
    expect(kept.name).toMatch(/现有数据\.xlsx$/)
    await page.getByTestId('import-file').setInputFiles(kept.path)
    await expect(page.getByTestId('import-result')).toContainText('都与已登记的相同')
    await expect(page.getByTestId('import-send')).toHaveCount(0)
  }
  const template = await downloaded(page, 'import-template')
  expect(template.name).toBe('任职导入模板.xlsx')
  expect(readFileSync(template.path).subarray(0, 2).toString()).toBe('PK')
})

test('a faulty table is named row by row, given back marked, and its good rows taken knowingly', async ({
  browser,
}) => {
  const page = await desk_of(browser, server, bureau.office, password)
  await page.goto(`${server.url}/imports/units`)
  const root = (await (await page.request.get(`${server.url}/api/organ`)).json()).name
  const table =
    '单位名称,上级单位,设立日期,备注\n' +
    `数据资源处,${root},2026-11-01,\n` +
    '数据一科,数据资源处,2026-11-01,\n' +
    '无着落科,没有这个处,2026年13月1日,\n'
  await give(page, '单位.csv', table)
  await expect(page.getByText('有误 1 行，可以导入 2 行')).toBeVisible()
  const first = page.getByTestId('import-rows').locator('tbody tr').first()
  await expect(first).toContainText('上级单位：没有“没有这个处”这个单位。')
  await expect(first).toContainText('设立日期：“2026年13月1日”不是日期')
  await expect_whole_on_both(page)
  const marked = await downloaded(page, 'import-marked')
  expect(marked.name).toBe('单位问题标注.xlsx')
  await page.getByTestId('import-file').setInputFiles(marked.path)
  await expect(page.getByText('有误 1 行，可以导入 2 行')).toBeVisible()
  await expect(page.getByTestId('import-send')).toBeDisabled()
  await page.getByTestId('import-leave-out').check()
  await page.getByTestId('import-send').click()
  await expect_receipt(page, '已导入 2 行')
  await page.goto(`${server.url}/organ`)
  for (const name of ['数据资源处', '数据一科']) await expect(page.getByText(name).first()).toBeVisible()
  await expect(page.getByText('无着落科')).toHaveCount(0)
})

test('a file that is no table says what to do', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.office, password)
  await page.goto(`${server.url}/imports/people`)
  await give(page, 'a.csv', '甲,乙\n1,2\n')
  await expect(page.getByText('没有找到表头')).toBeVisible()
  await give(page, 'a.xls', '\xD0\xCF')
  await expect(page.getByTestId('import-result')).toHaveCount(0)
})
