// Every page whole at both widths: nothing that axe finds, nothing wider than the window; and the palette.
import { readFileSync } from 'node:fs'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { found_bureau, password, type Bureau } from './bureau'
import { desk_of, expect_receipt, expect_whole, expect_whole_on_both, phone, leave_desks } from './desk'
import { ExampleYear, last_quarter, logins, year } from './example_year'
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
    // Deadlines in a year that has no calendar yet.
    '/months/2027-01',
    '/summary/2026',
    '/reviews/2026-11',
    '/works',
    '/password',
  ],
  office: [
    '/',
    '/periods/2026-11',
    '/organ',
    '/people',
    '/imports/units',
    '/imports/people',
    '/calendar/2026',
    '/settings',
    // What is empty before the year has begun, and what is not theirs who have no post.
    '/year/2026',
    '/evaluation/2026',
    '/personnel/committee',
    '/uses/2026',
    '/own-year/2026',
  ],
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

// What the page sends to be made a workbook: the whole of what it saves.
async function exported(page: Page, list: string) {
  await page.evaluate(() => {
    const real = window.fetch
    window.fetch = async (input, init) => {
      if (input instanceof Request && input.url.endsWith('/api/workbooks'))
        Object.assign(window, { sent: await input.clone().json() })
      return real(input, init)
    }
  })
  await page.getByTestId(`export-${list}`).click()
  await expect_receipt(page, '已导出')
  return page.evaluate(
    () =>
      (
        window as unknown as {
          sent: { title: string; columns: { title: string; kind: string }[]; rows: { cells: string[] }[] }
        }
      ).sent,
  )
}

test('a list is saved as it is shown', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.office, password)
  await page.goto(`${server.url}/people?q=zm`)
  await expect(page.locator('table.people tbody tr')).toHaveCount(1)
  const saved = page.waitForEvent('download')
  const sent = await exported(page, 'people')
  expect(sent.title).toBe('人员')
  expect(sent.columns.map((one) => one.title)).toEqual(['姓名', '所在机构', '职务', '岗位类别', '编号'])
  expect(sent.rows).toEqual([{ cells: ['周敏', '综合统计科', '科长', expect.any(String), ''] }])
  const file = await saved
  expect(file.suggestedFilename()).toBe('人员.xlsx')
  expect(
    readFileSync((await file.path())!)
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  await page.goto(`${server.url}/periods/2026-11`)
  await expect(page.getByTestId('board')).toBeVisible()
  const board = await exported(page, 'board')
  expect(board.columns[0].title).toBe('处室')
  expect(board.rows.map((row) => row.cells[0])).toContain('综合统计科')
  await page.goto(`${server.url}/organ`)
  await expect(page.getByTestId('unit-row').first()).toBeVisible()
  const units = await exported(page, 'units')
  expect(units.columns.map((one) => one.title)).toEqual(['机构', '主要负责人', '分管领导', '人数'])
  expect(units.columns[3].kind).toBe('number')
  // A list that is no table.
  await page.goto(`${server.url}/calendar/2026`)
  const calendar = await exported(page, 'calendar')
  expect(calendar.columns.map((one) => one.title)).toEqual(['日期', '星期', '这一天', '名称'])
  expect(calendar.rows.map((row) => row.cells)).toContainEqual(['2026-10-01', '周四', '放假', '国庆节'])
})

test('a view of a list is kept under a name, opened by a click or from the palette, and removed', async ({
  browser,
}) => {
  const page = await desk_of(browser, server, bureau.office, password)
  await page.goto(`${server.url}/people`)
  await page.getByLabel('姓名、编号或拼音首字母').fill('zm')
  await expect(page).toHaveURL(/q=zm/)
  await page.getByTestId('view-save').click()
  await page.getByTestId('view-box').fill('找周敏')
  await page.keyboard.press('Enter')
  await expect_receipt(page, '视图已保存')
  await page.goto(`${server.url}/people`)
  await expect(page.locator('table.people tbody tr')).not.toHaveCount(1)
  await page.getByTestId('view').click()
  await expect(page.locator('table.people tbody tr')).toHaveCount(1)
  await expect(page.getByLabel('姓名、编号或拼音首字母')).toHaveValue('zm')
  await expect_whole_on_both(page)
  await page.goto(`${server.url}/`)
  await expect(page.locator('h1')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').fill('找周')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/people\?q=zm/)
  // What is kept is the name and the address, under this account.
  const kept = await page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith('zhishi.views.'))
      .map((key) => localStorage.getItem(key)),
  )
  expect(kept.map((one) => JSON.parse(one!))).toEqual([
    [{ name: '找周敏', page: 'people', path: '/people?q=zm' }],
  ])
  await page.getByRole('button', { name: '删除视图“找周敏”' }).click()
  await expect_receipt(page, '视图已删除')
  await expect(page.getByTestId('view')).toHaveCount(0)
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

test.describe('the pages of the year', () => {
  // One year, from state to state.
  test.describe.configure({ mode: 'serial' })
  const year_server = new Server()
  const example = new ExampleYear(year_server)

  test.beforeAll(() => example.found())
  test.afterAll(() => year_server.end())

  // Each page with what must stand on it: a page that is whole because it is empty proves nothing.
  async function expect_pages(browser: Browser, login: string, pages: [path: string, content: string][]) {
    const page = await desk_of(browser, year_server, login, password)
    const faults: string[] = []
    page.on('pageerror', (fault) => faults.push(String(fault)))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    for (const [path, content] of pages) {
      await page.goto(year_server.url + path)
      await expect(page.locator('h1')).toHaveCount(1)
      await expect(page).toHaveTitle(/ · 知事$/)
      await expect(page.getByText(content).filter({ visible: true }).first(), path).toBeVisible()
      await expect_whole_on_both(page)
    }
    expect(faults).toEqual([])
    return page
  }

  test('while the quarter is reviewed and the year is evaluated', async ({ browser }) => {
    await example.keep_personnel()
    await example.review_quarter([logins.head])
    await example.ask_to_reopen(logins.general_head)
    await example.write_summaries(['hanzhixia', logins.official])
    await example.approve_summaries(logins.head, { suwangshu: '优秀' }, ['fangyanqiu'])
    await example.open_evaluation()
    await example.rate([logins.official], [logins.head])

    const official = example.id(logins.official)
    await expect_pages(browser, logins.head, [
      ['/quarters', '何知行'],
      [`/quarters/${last_quarter}/${official}`, '佐证材料'],
      ['/reviews', '工作计划等您确认'], // of December: the first that waits
      [`/reviews/${year}`, '方砚秋'],
      ['/rating', '填写情况'],
      [`/own-year/${year}/${official}`, '何知行'],
    ])
    await expect_pages(browser, logins.official, [
      [`/quarter/${last_quarter}`, '本季度评鉴还没有结果'],
      [`/quarter/${year}Q3`, '四舍五入'],
      ['/rating', '填写情况'],
      ['/summary', '存在不足和下步打算'],
      ['/own-year', '各月情况'],
    ])
    await expect_pages(browser, logins.office, [
      ['/', '我的工作台'],
      ['/evaluation', '未提交'],
      [`/year/${year}/problems`, '提示'],
      [`/periods/${year}`, '综合测评'],
      [`/periods/${last_quarter}`, '本人阅知'],
      ['/personnel/recusals', '近姻亲关系'],
      ['/personnel/placements', '经商定'],
      ['/personnel/committee', '副主任'],
      ['/personnel/grades', '嘉奖'],
      ['/personnel/special', '请假审批单'],
      ['/reopenings', '漏记一件'],
    ])
    await expect_pages(browser, logins.leader, [
      [`/quarters/${last_quarter}`, '林'],
      ['/overview', '办理进度'],
      [`/overview/${year}`, '综合测评'],
    ])
  })

  test('while the committee decides', async ({ browser }) => {
    await example.as(logins.head).send('POST', `/api/quarters/${last_quarter}/submissions`)
    await example.rate()
    await example.close_evaluation()
    await example.compute()
    await example.move_seat()
    await example.open_meeting()
    await example.decide(4)

    await expect_pages(browser, logins.office, [
      [`/year/${year}`, '何知行'],
      [`/year/${year}/seats`, '调剂记录'],
      [`/year/${year}/meetings`, '党组会议室'],
      ['/evaluation', '已提交'],
    ])
    const page = await expect_pages(browser, logins.principal, [
      [`/meetings/${example.meeting}`, '未确定'],
      [`/print/minutes/${example.meeting}`, '草稿'],
    ])
    // What lies over a page or beside it is looked at as well.
    await page.goto(`${year_server.url}/meetings/${example.meeting}`)
    await page.getByTestId('decision-row').getByRole('button').first().click()
    await expect(page.getByTestId('decision-desk')).toBeVisible()
    await expect_whole_on_both(page)
    await page.getByTestId('meeting-edit').click()
    await expect(page.getByTestId('quorum')).toBeVisible()
    await expect_whole_on_both(page)
    await page.getByRole('button', { name: '取消' }).click()
    await page.goto(`${year_server.url}/year/${year}`)
    await page.getByTestId('explain-score').first().click()
    const explanation = page.getByTestId('explanation')
    await expect(explanation).toBeVisible()
    await expect_whole_on_both(page)
    expect(await explanation.innerText(), 'people read names, not ids').not.toMatch(/[0-9A-Z]{20,}/)
  })

  test('once the results are told', async ({ browser }) => {
    await example.decide()
    await example.close_meeting()
    await example.publish()
    await example.answer_results()
    await example.use_results()

    await expect_pages(browser, logins.official, [
      ['/own-year', '查看这个结果的由来'],
      ['/uses', '实践锻炼'],
    ])
    await expect_pages(browser, 'fangyanqiu', [['/own-year', '维持原结果']])
    const desk = await expect_pages(browser, logins.office, [
      [`/year/${year}`, '有异议'],
      [`/own-year/${year}/${example.id('suwangshu')}`, '答复异议'],
      ['/uses', '已落实'],
      [`/print/minutes/${example.meeting}`, '确定等次情况'],
    ])
    // What is saved of them: the unit in a column of its own, figures as figures, and nothing of what can be pressed.
    await desk.goto(`${year_server.url}/year/${year}`)
    await expect(desk.getByTestId('year-list')).toBeVisible()
    const list = await exported(desk, 'year')
    const titles = list.columns.map((one) => one.title)
    expect(titles.slice(0, 4)).toEqual(['名次', '姓名', '所在机构', '类别'])
    expect(list.columns[titles.indexOf('总分')].kind).toBe('number')
    const his = list.rows.find((row) => row.cells[1] === '何知行')!
    expect(his.cells[2]).toBe('固定资产投资处')
    expect(his.cells[titles.indexOf('总分')]).toMatch(/^\d+(\.\d+)?$/)
    await desk.goto(`${year_server.url}/uses`)
    await expect(desk.getByTestId('uses')).toBeVisible()
    expect((await exported(desk, 'uses')).columns.map((one) => one.title)).toEqual([
      '姓名',
      '所在机构',
      '类别',
      '依据的结果',
      '建议',
      '决定',
      '落实情况',
    ])
    await expect_pages(browser, logins.leader, [
      [`/overview/${year}`, '已告知的年度总分'],
      ['/uses', '待决定'],
    ])
  })
})
