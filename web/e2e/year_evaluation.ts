// The end of the year: summary, evaluation, and who is late with either.
import { expect, test } from '@playwright/test'
import { expect_receipt, expect_whole_on_both } from './desk'
import { Stage, done, goal, dialog, grid_of, paste, saved, task } from './year_stage'

export function live_evaluation(stage: Stage) {
  test('the annual summary is drafted from the months, returned, submitted again and approved', async ({
    browser,
  }) => {
    await stage.later('2025-12-26T09:00:00+08:00')
    const page = await stage.desk(browser, 'official')
    await task(page, '编写 2025 年度总结').click()
    await expect(page.getByText('已按年度计划和各月对账起草，请修改')).toBeVisible()
    const row = page.getByTestId('summary-row').first()
    await expect(row).toContainText(goal)
    await expect(row.getByTestId('execution')).toHaveValue(`3月：${done}。`)
    await row.getByTestId('execution').fill('完成四个季度经济形势分析，三篇获市领导批示')
    await page.getByTestId('reflection').fill('对苗头性问题研究不深，明年每季走访一次企业')
    await page.getByTestId('training').fill('9 月参加省统计局业务培训班')
    await saved(page)
    await expect_whole_on_both(page)
    await page.getByTestId('summary-submit').click()
    await expect_receipt(page, '年度总结已提交')

    const head = await stage.desk(browser, 'head')
    await task(head, '的 2025 年度总结待审核').filter({ hasText: '崔海涛' }).click()
    await expect(head.getByText('完成四个季度经济形势分析，三篇获市领导批示')).toBeVisible()
    await head.getByTestId('summary-return').click()
    await head.getByRole('button', { name: '请写明未完成的原因和打算' }).click()
    await head.getByTestId('reason-send').click()
    await expect_receipt(head, '年度总结已退回')

    await page.goto(stage.server.url)
    await task(page, '修改被退回的 2025 年度总结').click()
    await expect(page.getByRole('note').filter({ hasText: '请写明未完成的原因和打算' })).toBeVisible()
    await page.getByTestId('reflection').fill('原因是下基层少。打算每季走访一次企业')
    await page.getByTestId('summary-submit').click()
    await expect_receipt(page, '年度总结已提交')

    await head.goto(`${stage.server.url}/reviews/2025/${stage.bureau.people.official.id}`)
    await head.getByTestId('summary-approve').click()
    await expect(head.getByText('请填写后再通过。')).toBeVisible()
    await head.getByTestId('summary-comment').fill('全年工作扎实，分析质量高。')
    await head.getByTestId('summary-improvements').fill('多下基层。')
    await head.getByTestId('summary-grade').selectOption('优秀')
    await saved(head)
    await expect_whole_on_both(head)
    await head.getByTestId('summary-approve').click()
    await expect_receipt(head, '崔海涛的年度总结已通过')

    await page.reload()
    const review = page.getByTestId('summary-review')
    await expect(review).toContainText('全年工作扎实，分析质量高。')
    await expect(review).not.toContainText('优秀')
  })

  test('the office excuses somebody from a quarter; the other quarters are reviewed', async ({ browser }) => {
    const page = await stage.desk(browser, 'office', `/quarter/2025Q3/${stage.bureau.people.replier.id}`)
    await page.getByTestId('quarter-excuse').click()
    await page.getByTestId('reason').fill('参加市委巡察组，全季度不在岗')
    await page.getByTestId('reason-send').click()
    await expect_receipt(page, '已记录：韩雪梅本季度不评鉴')
    await expect(page.getByRole('note').filter({ hasText: '参加市委巡察组' })).toBeVisible()
    for (const quarter of [2, 3, 4]) await stage.bureau.review_quarter(quarter)
    const own = await stage.desk(browser, 'below', '/own-year/2025')
    const fourth = own.getByRole('link').filter({ hasText: '2025 年第四季度' })
    await expect(fourth).toContainText('84.95')
  })

  test('the office opens the evaluation, and its raters are fixed', async ({ browser }) => {
    const page = await stage.desk(browser, 'office', '/year/2025')
    await expect(page.getByText('开启年度综合测评。')).toBeVisible()
    await page.getByRole('link', { name: '前往测评组织' }).click()
    await page.getByTestId('open-evaluation').click()
    await page.getByTestId('form-send').click()
    await expect(dialog(page)).toContainText('请填写这一项')
    await page.getByLabel('截止日期').fill('2026-01-09')
    await page.getByTestId('form-send').click()
    await expect_receipt(page, '测评人 12 位，共 62 人次待测评。')
    await expect(page.locator('.page-head')).toContainText('截止 2026年1月9日')
    const rater = page.getByTestId('rater').filter({ hasText: '周敏' })
    await expect(rater).toContainText('5')
    await expect(rater).toContainText('未提交')
    await expect_whole_on_both(page)
  })

  test('head, leader and colleague fill their sheets; one takes his back and submits again', async ({
    browser,
  }) => {
    const head = await stage.desk(browser, 'head')
    await task(head, '填写 2025 年度综合测评表').click()
    await expect(head.getByTestId('rating-secrecy')).toContainText('本次为实名测评')
    const [heads, staff] = [grid_of(head, 0), grid_of(head, 1)]
    await heads.cell('孙立').click()
    await head.keyboard.type('88')
    await head.keyboard.press('Enter')
    for (const [name, score] of [
      ['崔海涛', '95'],
      ['卢春华', '96'],
      ['方志坚', '96'],
    ]) {
      await staff.cell(name).click()
      await head.keyboard.type(score)
      await head.keyboard.press('Enter')
    }
    await expect(head.getByTestId('rating-submit')).toBeDisabled()
    await expect(head.getByText('已填完 4/5 人')).toBeVisible()
    await staff.cell('韩雪梅').click()
    await head.keyboard.type('100')
    await head.keyboard.press('Enter')
    await expect(head.getByText('有 1 人的分数须写明理由')).toBeVisible()
    await staff.cell('韩雪梅').click()
    await head.keyboard.type('88')
    await head.keyboard.press('Enter')
    await saved(head)
    await expect_whole_on_both(head)
    await head.getByTestId('rating-submit').click()
    await expect_receipt(head, '测评表已提交')

    const chair = await stage.desk(browser, 'chair', '/rating/2025')
    for (const at of [0, 1]) {
      const grid = grid_of(chair, at)
      const scores = (await grid.names()).map((name) => stage.bureau.evaluation_of(name))
      await grid.at(0, 0).click()
      await paste(chair, scores.join('\n'))
      await expect(grid.at(scores.length - 1, 0)).toHaveText(scores.at(-1)!)
    }
    await expect(chair.getByText('已填完 10/10 人')).toBeVisible()
    await chair.getByTestId('rating-submit').click()
    await expect_receipt(chair, '测评表已提交')

    const colleague = await stage.desk(browser, 'official', '/rating/2025')
    for (const at of [0, 1]) {
      const grid = grid_of(colleague, at)
      for (const name of await grid.names()) {
        await grid.cell(name).click()
        await colleague.keyboard.type(name === '韩雪梅' ? '70' : stage.bureau.evaluation_of(name))
        await colleague.keyboard.press('Enter')
      }
    }
    await colleague.getByTestId('rating-submit').click()
    await expect_receipt(colleague, '测评表已提交')
    await colleague.getByTestId('rating-withdraw').click()
    await expect_receipt(colleague, '测评表已撤回，可以修改')
    const again = grid_of(colleague, 1)
    await again.cell('韩雪梅').click()
    await colleague.keyboard.type('88')
    await colleague.keyboard.press('Enter')
    await saved(colleague)
    await colleague.getByTestId('rating-submit').click()
    await expect(colleague.locator('.page-head')).toContainText('已提交')
    await expect(again.cell('韩雪梅')).toHaveText('88')
    for (const who of [
      'deputy',
      'other_head',
      'below',
      'warned',
      'replier',
      'tied',
      'tied_too',
      'objector',
    ] as const)
      await stage.bureau.fill_rating_sheet(who)
  })

  test('the office sees who has not answered, reminds, and closes the evaluation', async ({ browser }) => {
    await stage.later('2026-01-12T09:00:00+08:00')
    const page = await stage.desk(browser, 'office', '/evaluation/2025')
    await page.getByRole('button', { name: /^未提交/ }).click()
    await expect(page.getByTestId('rater')).toHaveCount(1)
    await expect(page.getByTestId('rater')).toContainText('李文博')
    await expect(page.getByText('这里只看是否提交，不看打了多少分。')).toBeVisible()
    await page.getByTestId('remind-raters').click()
    await expect_receipt(page, '已提醒：李文博')

    const late = await stage.desk(browser, 'late')
    await expect(task(late, '填写 2025 年度综合测评表')).toContainText('考核办已提醒')
    await task(late, '填写 2025 年度综合测评表').click()
    for (const at of [0, 1]) {
      const grid = grid_of(late, at)
      for (const name of await grid.names()) {
        await grid.cell(name).click()
        await late.keyboard.type(stage.bureau.evaluation_of(name))
        await late.keyboard.press('Enter')
      }
    }
    await late.getByTestId('rating-submit').click()
    await expect_receipt(late, '测评表已提交')

    await page.reload()
    await page.getByTestId('close-evaluation').click()
    await expect(dialog(page)).toContainText('已提交 12 位，未提交 0 位。')
    await page.getByTestId('act-send').click()
    await expect_receipt(page, '测评已关闭')
    await expect(page.locator('.page-head')).toContainText('已关闭')
  })

  test('the office reminds those without an annual summary', async ({ browser }) => {
    const page = await stage.desk(browser, 'office', '/periods/2025')
    const section = page.getByTestId('board').locator('tr').filter({ hasText: '综合统计科' })
    await expect(section.locator('td').first()).toContainText('1 / 5')
    await expect(section.locator('td').nth(2)).toContainText('5 / 5')
    await page.getByTestId('remind-annual_summary').click()
    await expect(page.getByTestId('remind-whom')).toContainText('卢春华')
    await expect(page.getByTestId('remind-whom')).not.toContainText('崔海涛')
    await page.getByTestId('remind-send').click()
    await expect_receipt(page, '已提醒')
    const below = await stage.desk(browser, 'below')
    await expect(task(below, '编写 2025 年度总结')).toContainText('考核办已提醒')
  })
}
