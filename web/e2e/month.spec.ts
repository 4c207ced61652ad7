// One month of a section, by clicking: from the year's work to the closed month. Only people and accounts are set up
// beforehand. Weeks pass by starting the server anew at a later moment of its rehearsal clock.
import { expect, test, type Browser, type Page } from '@playwright/test'
import { found_bureau, password, type Bureau } from './bureau'
import { Client } from './client'
import { desk_of, enter, expect_receipt, expect_whole_on_both, phone, wide, leave_desks } from './desk'
import { Server } from './server'

test.describe.configure({ mode: 'serial' })

const server = new Server()
let bureau: Bureau
const work = '完成全市主要经济指标月度分析'
const own_goal = '开展规模以上企业数据质量核查'

test.beforeAll(async () => {
  bureau = await found_bureau(server, '2026-11-03T09:00:00+08:00')
  // Somebody who began his month and left it there.
  const late = new Client(server.url)
  await late.log_in(bureau.people.late.login, password)
  const plan = { items: [{ goal: '整理统计年鉴资料' }] }
  await late.send('PUT', `/api/officials/${bureau.people.late.id}/plans/2026-11`, plan, 0)
})
test.afterEach(leave_desks)
test.afterAll(() => server.end())

const desk = (browser: Browser, who: keyof Bureau['people'], width?: number) =>
  desk_of(browser, server, bureau.people[who].login, password, width)
const saved = (page: Page) => expect(page.locator('.save-note.is-saved').first()).toBeVisible()

test('the first password must be changed before anything else', async ({ page }) => {
  await enter(page, server, bureau.people.official.login, bureau.first_password, '/logs')
  await expect(page).toHaveURL(/\/password/)
  await expect(page.getByText('禁止录入涉密信息')).toBeVisible()
  await page.goto(`${server.url}/organ`)
  await expect(page).toHaveURL(/\/password/)
  await page.getByLabel('现在的密码').fill(bureau.first_password)
  await page.getByLabel('新密码', { exact: true }).fill('abc')
  await expect(page.getByText('至少 10 位')).not.toHaveClass(/is-met/)
  await page.getByLabel('新密码', { exact: true }).fill(password)
  await expect(page.getByText('至少 10 位')).toHaveClass(/is-met/)
  await page.getByLabel('再输一次新密码').fill(password)
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect_receipt(page, '密码已修改')
  await expect(page).toHaveURL(/\/organ/)
})

test('the head breaks the work of the year down and issues it', async ({ browser }) => {
  const page = await desk(browser, 'head')
  await page.getByRole('link', { name: '任务分解' }).click()
  await page.getByTestId('work-add').click()
  await page.getByLabel('处室任务 1').fill(work)
  await page.getByLabel('完成标准 1').fill('每月 10 日前报送')
  await saved(page)
  await page.getByRole('checkbox', { name: `把“${work}”分给崔海涛` }).click()
  await expect_receipt(page, '已列入崔海涛的年度计划')
  await expect(page.getByRole('checkbox', { name: `把“${work}”分给崔海涛` })).toBeChecked()
  await expect_whole_on_both(page)
  await page.getByRole('button', { name: '向崔海涛下发年度计划' }).click()
  await expect_receipt(page, '已向崔海涛下发年度计划')
  await expect(page.getByRole('cell', { name: '已确认' })).toBeVisible()
})

test('the official takes it into the monthly plan and submits', async ({ browser }) => {
  const page = await desk(browser, 'official')
  await page.getByTestId('task').filter({ hasText: '2026 年 11 月工作计划' }).click()
  await page.getByTestId('take').first().click()
  await expect(page.getByLabel('工作目标 1')).toHaveValue(work)
  await page.getByTestId('plan-add').click()
  await page.getByLabel('工作目标 2').fill(own_goal)
  await page.getByLabel('完成标准 2').fill('抽查企业 30 家')
  await page.getByLabel('完成时限 2').fill('2026-11-27')
  await saved(page)
  await page.reload()
  await expect(page.getByLabel('工作目标 2')).toHaveValue(own_goal)
  await expect_whole_on_both(page)
  await page.getByTestId('plan-submit').click()
  await expect_receipt(page, '计划已提交')
  await expect(page.locator('.page-head')).toContainText('待确认')
})

test('the head returns the plan with a reason, then confirms it', async ({ browser }) => {
  const page = await desk(browser, 'head')
  await page.getByTestId('task').filter({ hasText: '崔海涛' }).click()
  await expect(page.getByTestId('plan-confirm')).toBeVisible()
  await page.getByRole('button', { name: '退回' }).click()
  await page.getByTestId('reason-send').click()
  await expect(page.getByText('请写明理由')).toBeVisible()
  await page.getByTestId('reason').fill('请写明第一项的完成时限')
  await page.getByTestId('reason-send').click()
  await expect_receipt(page, '计划已退回')

  const official = await desk(browser, 'official')
  await official.goto(`${server.url}/plans/2026-11`)
  await expect(official.getByText('请写明第一项的完成时限')).toBeVisible()
  await official.getByLabel('完成时限 1').fill('2026-11-10')
  await official.getByTestId('plan-submit').click()
  await expect_receipt(official, '计划已提交')

  await page.goto(`${server.url}/reviews/2026-11/${bureau.people.official.id}`)
  await page.getByTestId('plan-confirm').click()
  await expect_receipt(page, '计划已确认')
  await expect(page.getByTestId('review-row').filter({ hasText: '崔海涛' })).toContainText('已确认')
})

test('the official logs by keyboard, and what is typed survives a reload', async ({ browser }) => {
  const page = await desk(browser, 'official')
  await page.getByRole('link', { name: '工作日志' }).first().click()
  await expect(page.getByTestId('write-today')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByTestId('log-content')).toBeFocused()
  await page.keyboard.type('核对 10 月工业增加值数据')
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('log-entry')).toHaveCount(1)
  await expect(page.getByTestId('log-content')).toHaveValue('')
  await expect(page.getByTestId('log-content')).toBeFocused()
  await page.keyboard.type('到高新区抽查企业报表')
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('log-entry')).toHaveCount(2)
  await page.keyboard.type('起草月度分析')
  await page.reload()
  await expect(page.getByTestId('log-entry')).toHaveCount(2)
  await page.keyboard.press('n')
  await expect(page.getByTestId('log-content')).toHaveValue('起草月度分析')
  await expect(page.getByText('已恢复上次没有保存的内容')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('log-entry')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('log-editor')).toHaveCount(0)

  const monday = page.locator('[data-day="2026-11-02"]')
  await monday.getByRole('button', { name: '记一条' }).click()
  await page.getByTestId('log-content').fill('参加全市经济运行分析会')
  await page.getByRole('button', { name: /更多/ }).first().click()
  await page.getByLabel('地点').fill('市政府三楼会议室')
  await page.getByTestId('log-save').click()
  await expect(monday.getByTestId('log-entry')).toHaveCount(1)
  await monday.getByRole('button', { name: '历史' }).click()
  await expect(page.getByTestId('history')).toContainText('市政府三楼会议室')
  await page.keyboard.press('Escape')
  await expect(page.locator('.el-drawer')).toHaveCount(0)
  await expect_whole_on_both(page)
})

test('Enter and shortcuts do nothing while Chinese is being composed', async ({ browser }) => {
  const page = await desk(browser, 'official')
  await page.goto(`${server.url}/logs?write=1`)
  const content = page.getByTestId('log-content')
  await content.fill('正在输入')
  const before = await page.getByTestId('log-entry').count()
  for (const key of ['Enter', 'Escape'])
    await content.evaluate((element, pressed) => {
      const event = {
        key: pressed,
        ctrlKey: pressed === 'Enter',
        isComposing: true,
        bubbles: true,
        cancelable: true,
      }
      element.dispatchEvent(new KeyboardEvent('keydown', event))
    }, key)
  await expect(content).toHaveValue('正在输入')
  await expect(page.getByTestId('log-entry')).toHaveCount(before)
})

test('the summary is drafted from plan and log, edited and submitted', async ({ browser }) => {
  await server.start('2026-11-30T14:00:00+08:00')
  const page = await desk(browser, 'official')
  await page.goto(`${server.url}/months/2026-11`)
  await expect(page.getByText('已按计划和日志起草')).toBeVisible()
  const rows = page.getByTestId('summary-row')
  await expect(rows.first()).toContainText(work)
  await expect(rows.first().getByTestId('execution')).toHaveValue(/核对 10 月工业增加值数据/)
  await rows.first().getByTestId('execution').fill('完成 10 月分析报告并报送市政府')
  await rows.first().getByTestId('progress').fill('已报送')
  await rows.first().getByRole('radio', { name: '已完成' }).click()
  await page.getByTestId('reflection').fill('对苗头性问题分析不深，下月补上')
  await saved(page)
  await expect_whole_on_both(page)
  await page.reload()
  await expect(rows.first().getByTestId('progress')).toHaveValue('已报送')
  await page.getByTestId('month-submit').click()
  await expect_receipt(page, '小结已提交')
  await expect(page.locator('.page-head')).toContainText('待审核')
})

test('the head reads it beside the log and returns it with a reason', async ({ browser }) => {
  const page = await desk(browser, 'head')
  await page.getByTestId('task').filter({ hasText: '小结待审核' }).click()
  await expect(page.getByRole('region', { name: '日志' }).first()).toContainText('到高新区抽查企业报表')
  await expect(page.getByTestId('summary-item').first()).toContainText('完成 10 月分析报告并报送市政府')
  await page.getByTestId('month-approve').click()
  await expect(page.getByText('请填写后再通过').first()).toBeVisible()
  await expect_whole_on_both(page)
  await page.getByTestId('month-return').click()
  await page.getByRole('button', { name: '请补充具体做法和结果' }).click()
  await page.getByTestId('reason-send').click()
  await expect_receipt(page, '小结已退回')
})

test('the official mends and submits again; the head approves with the four wordings', async ({
  browser,
}) => {
  const official = await desk(browser, 'official')
  await official.getByTestId('task').filter({ hasText: '请补充具体做法和结果' }).click()
  await official
    .getByTestId('summary-row')
    .nth(1)
    .getByTestId('execution')
    .fill('抽查企业 30 家，发现并更正差错 4 处')
  await official.getByTestId('month-submit').click()
  await expect_receipt(official, '小结已提交')

  const page = await desk(browser, 'head')
  await page.goto(`${server.url}/reviews/2026-11/${bureau.people.official.id}`)
  await page.getByRole('button', { name: '计划各项均已落实' }).click()
  await page.getByRole('button', { name: '工作饱满', exact: true }).click()
  await page.getByRole('button', { name: '任务完成较好' }).click()
  await page.getByTestId('wording-comment').fill('工作扎实，数据质量意识强。')
  await saved(page)
  // The person does not see the draft of a review.
  await official.reload()
  await expect(official.getByTestId('review-result')).toHaveCount(0)
  await page.getByTestId('wording-comment').press('Control+Enter')
  await expect_receipt(page, '崔海涛的小结已通过')

  await official.reload()
  await expect(official.getByTestId('review-result')).toContainText('工作扎实，数据质量意识强。')
  await expect_whole_on_both(official)
})

test('the office sees who is late, reminds and closes the month', async ({ browser }) => {
  await server.start('2026-12-10T09:00:00+08:00')
  const page = await desk_of(browser, server, bureau.office, password)
  await page.goto(`${server.url}/periods/2026-11`)
  const board = page.getByTestId('board')
  await expect(board).toContainText('综合统计科')
  await board.getByRole('button', { name: '综合统计科' }).click()
  await expect(board).toContainText('卢春华')
  await expect_whole_on_both(page)
  await page.getByTestId('remind-month_summary').click()
  await expect(page.getByTestId('remind-whom')).toContainText('卢春华')
  await expect(page.getByTestId('remind-whom')).not.toContainText('崔海涛')
  await page.getByTestId('remind-send').click()
  await expect_receipt(page, '卢春华')

  const late = await desk(browser, 'late')
  await expect(late.getByText('考核办已提醒').first()).toBeVisible()

  await page.getByTestId('close-month').click()
  await expect(page.getByText('关闭后如需重新开启')).toBeVisible()
  await page.getByTestId('close-send').click()
  await expect_receipt(page, '已关闭')
  await expect(page.locator('.page-head')).toContainText('已关闭')
  await expect(page.getByTestId('close-month')).toHaveCount(0)
})

test('after the closing nothing changes but by a correction that names the entry', async ({ browser }) => {
  const page = await desk(browser, 'official')
  await page.goto(`${server.url}/months/2026-11`)
  await expect(page.getByText('本月已由考核办关闭').first()).toBeVisible()
  await expect(page.getByTestId('month-submit')).toHaveCount(0)
  await page.goto(`${server.url}/logs?week=2026-11-02`)
  const monday = page.locator('[data-day="2026-11-02"]')
  await expect(monday.getByRole('button', { name: '修改' })).toHaveCount(0)
  await monday.getByTestId('log-correct').click()
  await page.getByTestId('log-content').fill('更正：会议为部门经济运行分析会')
  await page.getByTestId('log-save').click()
  await expect(monday.getByTestId('log-entry')).toHaveCount(2)
  await expect(monday).toContainText('有更正')
})

test('two tabs on one plan: both texts are shown, and a person chooses', async ({ browser }) => {
  const first = await desk(browser, 'official')
  await first.goto(`${server.url}/plans/2026-12`)
  await first.getByTestId('plan-add').click()
  await first.getByLabel('工作目标 1').fill('年终数据会审')
  await saved(first)
  const second = await first.context().newPage()
  await second.goto(`${server.url}/plans/2026-12`)
  await expect(second.getByLabel('工作目标 1')).toHaveValue('年终数据会审')
  await first.getByLabel('工作目标 1').fill('年终数据会审（第一稿）')
  await saved(first)
  await expect(first.locator('.save-note.is-saved')).toBeVisible()
  await second.getByLabel('工作目标 1').fill('年终数据会审（第二稿）')
  const conflict = second.getByTestId('conflict')
  await expect(conflict).toContainText('年终数据会审（第一稿）')
  await expect(conflict).toContainText('年终数据会审（第二稿）')
  await second.getByRole('button', { name: '用我的内容' }).click()
  await saved(second)
  await first.reload()
  await expect(first.getByLabel('工作目标 1')).toHaveValue('年终数据会审（第二稿）')
})

test('without the network the text is kept here, and sent when it is back', async ({ browser }) => {
  const page = await desk(browser, 'official')
  await page.goto(`${server.url}/plans/2026-12`)
  await expect(page.getByLabel('工作目标 1')).toBeVisible()
  await page.context().setOffline(true)
  await page.getByLabel('完成标准 1').fill('断网时写下')
  await expect(page.getByText('离线，已暂存')).toBeVisible()
  await page.context().setOffline(false)
  await saved(page)
  await page.reload()
  await expect(page.getByLabel('完成标准 1')).toHaveValue('断网时写下')
})

test('a session that ended asks again and loses nothing', async ({ browser }) => {
  const page = await desk(browser, 'official')
  await page.goto(`${server.url}/plans/2026-12`)
  await expect(page.getByLabel('完成标准 1')).toBeVisible()
  await page.context().clearCookies()
  await page.getByLabel('完成标准 1').fill('会话结束后写下')
  await expect(page.getByRole('heading', { name: '请重新登录' })).toBeVisible()
  await page.getByRole('dialog').getByLabel('密码').fill(password)
  await page.getByRole('dialog').getByRole('button', { name: '登录' }).click()
  await saved(page)
  await expect(page.getByLabel('完成标准 1')).toHaveValue('会话结束后写下')
})

test('the key pages work on a phone', async ({ browser }) => {
  const page = await desk(browser, 'head', phone.width)
  await page.getByRole('navigation').getByRole('link', { name: '审核' }).click()
  await page.getByTestId('review-row').first().click()
  await expect(page.getByRole('link', { name: /返回名单/ })).toBeVisible()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('link', { name: '任务分解' }).click()
  await expect(page.getByTestId('work-row').first()).toBeVisible()
  await page.setViewportSize(wide)
})
