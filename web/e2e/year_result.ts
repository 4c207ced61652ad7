// What becomes of the results: notice, objection, use, and the year's closing.
import { expect, test } from '@playwright/test'
import { expect_receipt, expect_whole, expect_whole_on_both, phone } from './desk'
import { Stage, choose_person, dialog, task } from './year_stage'

export function live_result(stage: Stage) {
  test('the notice goes out; each sees his own year, every number with its way', async ({ browser }) => {
    const office = await stage.desk(browser, 'office', '/year/2025')
    await office.getByTestId('year-publish').click()
    await expect(dialog(office)).toContainText('将向 10 人告知各自的考核结果')
    for (const text of ['优秀2 人', '优良2 人', '称职5 人', '基本称职1 人'])
      await expect(dialog(office)).toContainText(text)
    await office.getByTestId('act-send').click()
    await expect_receipt(office, '结果已告知')

    const page = await stage.desk(browser, 'official')
    await task(page, '阅知 2025 年度考核结果').click()
    const result = page.getByTestId('result')
    await expect(page.getByTestId('result-grade')).toHaveText('优良')
    await expect(result).toContainText('本考核单元 5 人中第 4 名')
    await expect(page.getByText('嘉奖')).toBeVisible()
    await expect_whole_on_both(page)
    const numbers = result.locator('dd .link-button')
    expect(await numbers.count()).toBe(6)
    for (let at = 0; at < 6; ++at) {
      await numbers.nth(at).click()
      const tree = page.getByTestId('explanation')
      await expect(tree.locator('.is-asked > summary').first()).toContainText(
        await numbers.nth(at).innerText(),
      )
      await expect(tree).toContainText('RZ-')
      for (const [who, other] of Object.entries(stage.bureau.people))
        if (who !== 'official' && who !== 'chair' && who !== 'deputy')
          await expect(tree).not.toContainText(other.name)
      for (const of_others of ['95.82', '92.5', '90.5']) await expect(tree).not.toContainText(of_others)
      await page.keyboard.press('Escape')
      await expect(dialog(page)).toHaveCount(0)
    }
    await result.getByLabel('本人意见').fill('同意')
    await page.getByTestId('acknowledge').click()
    await expect_receipt(page, '已阅知考核结果')
    await expect(result).toContainText('已阅知')
    await expect(result).toContainText('同意')
  })

  test('another objects on his phone, the office answers, and he reads the answer', async ({ browser }) => {
    const page = await stage.desk(browser, 'objector', '/', phone.width)
    await task(page, '阅知 2025 年度考核结果').click()
    await expect(page.getByTestId('result-grade')).toHaveText('基本称职')
    await expect(page.getByTestId('result')).toContainText('两次重大数据差错，经讨论一致同意')
    await page.getByTestId('object').click()
    await page.getByTestId('result-send').click()
    await expect(dialog(page)).toContainText('请写明内容。')
    await page.getByTestId('result-text').fill('其中一次差错系上报单位所致。')
    await expect_whole(page)
    await page.getByTestId('result-send').click()
    await expect_receipt(page, '异议已提交')
    await expect(page.getByTestId('acknowledge')).toHaveCount(0)

    const office = await stage.desk(browser, 'office', '/year/2025')
    await office.getByTestId('year-close').click()
    await expect(dialog(office)).toContainText('尚有 1 项异议未答复，答复后才能办结。')
    await expect(office.getByTestId('act-send')).toBeDisabled()
    await office.goto(stage.server.url)
    await task(office, '对 2025 年度考核结果有异议，待答复').click()
    await office.getByTestId('answer').click()
    await office.getByTestId('result-text').fill('经复核情况属实，提请考核委员会重新研究。')
    await office.getByTestId('result-send').click()
    await expect_receipt(office, '异议已答复')
    await page.goto(stage.server.url)
    await task(page, '阅知 2025 年度考核结果').click()
    await expect(page.getByTestId('result')).toContainText('经复核情况属实，提请考核委员会重新研究。')
    const chair = await stage.desk(browser, 'chair', '/overview/2025')
    await expect(chair.getByText('异议 1 件')).toBeVisible()
  })

  test('two people reopen the year, the committee decides him anew, and he alone is told anew', async ({
    browser,
  }) => {
    const office = await stage.desk(browser, 'office', '/year/2025')
    await office.getByRole('button', { name: '申请重新开启' }).click()
    await office.getByTestId('reason').fill('王宁的异议属实')
    await office.getByTestId('reason-send').click()
    await expect_receipt(office, '申请已提出')
    const second = await stage.desk(browser, 'second_office')
    await task(second, '2025 年的重新开启申请待审批').click()
    await second.getByTestId('grant').first().click()
    await second.getByTestId('act-send').click()
    await expect_receipt(second, '已批准重新开启')

    const chair = await stage.desk(browser, 'chair', '/year/2025/meetings')
    await chair.getByTestId('open-meeting').click()
    for (const box of await dialog(chair).getByTestId('member').all()) await box.check()
    await expect(chair.getByTestId('quorum')).toContainText('达到法定人数 3 人')
    await chair.getByTestId('meeting-send').click()
    await expect_receipt(chair, '会议已开始')
    await expect(chair.getByText('已全部确定')).toBeVisible()
    await chair.getByRole('button', { name: /^全部/ }).first().click()
    await chair.getByRole('button', { name: '王宁', exact: true }).click()
    await chair
      .getByTestId('grade')
      .filter({ hasText: /^称职$/ })
      .click()
    await chair.getByTestId('decision-reason').fill('一次差错不在其责')
    await chair.getByTestId('decide').click()
    await expect_receipt(chair, '王宁')
    await chair.getByTestId('meeting-close').click()
    await chair.getByTestId('act-send').click()
    await expect_receipt(chair, '会议已结束')

    await office.goto(`${stage.server.url}/year/2025`)
    await office.getByTestId('year-publish').click()
    await office.getByTestId('act-send').click()
    await expect_receipt(office, '结果已告知')
    const notice = (name: string) => office.getByTestId('year-row').filter({ hasText: name })
    await expect(notice('王宁')).toContainText('已告知')
    await expect(notice('崔海涛')).toContainText('已阅知')

    const page = await stage.desk(browser, 'objector', '/', phone.width)
    await task(page, '阅知 2025 年度考核结果').click()
    await expect(page.getByTestId('result-grade')).toHaveText('称职')
    for (const text of ['一次差错不在其责', '其中一次差错系上报单位所致。', '提请考核委员会重新研究。'])
      await expect(page.getByTestId('result')).toContainText(text)
    await page.getByTestId('acknowledge').click()
    await expect_receipt(page, '已阅知考核结果')
  })

  test('a result is used: proposed by the office, decided by a leader, carried out, in the ledger', async ({
    browser,
  }) => {
    const office = await stage.desk(browser, 'office', '/uses/2025')
    await office.getByTestId('propose-use').click()
    await choose_person(office, '崔海涛')
    await dialog(office).getByLabel('类别').selectOption({ label: '培训' })
    await dialog(office).getByLabel('建议').fill('推荐参加市委党校中青班')
    await office.getByTestId('form-send').click()
    await expect_receipt(office, '建议已提出')
    await expect(office.getByTestId('use')).toContainText('2025年度考核等次：“优良”；年度总分：90.00')

    const chair = await stage.desk(browser, 'chair', '/uses/2025')
    await chair.getByTestId('agree').click()
    await chair.getByTestId('reason').fill('同意推荐')
    await chair.getByTestId('reason-send').click()
    await expect_receipt(chair, '已同意')

    await office.reload()
    await office.getByTestId('carry-out').click()
    await dialog(office).getByLabel('落实情况').fill('已列入 2026 年春季班名单')
    await office.getByTestId('form-send').click()
    await expect_receipt(office, '落实情况已记入台账')
    await expect(office.getByTestId('use')).toContainText('已落实')
    await expect_whole_on_both(office)

    const page = await stage.desk(browser, 'official', '/uses/2025')
    await expect(page.getByTestId('use')).toContainText('已列入 2026 年春季班名单')
    const other = await stage.desk(browser, 'below', '/uses/2025')
    await expect(other.getByText('没有结果运用的建议')).toBeVisible()
  })

  test('the leader sees how results are spread and nobody by name; the office closes the year', async ({
    browser,
  }) => {
    const chair = await stage.desk(browser, 'chair', '/overview/2025')
    const main = chair.locator('#content')
    for (const text of ['优秀', '优良', '称职', '基本称职']) await expect(main).toContainText(text)
    for (const who of ['official', 'below', 'objector'] as const)
      await expect(main).not.toContainText(stage.name_of(who))
    await expect_whole_on_both(chair)

    const page = await stage.desk(browser, 'office', '/year/2025')
    await page.getByTestId('year-close').click()
    await expect(dialog(page)).toContainText('尚有 8 人未阅知。')
    await page.getByTestId('act-send').click()
    await expect_receipt(page, '本年度考核已办结')
    await expect(page.getByText('本年度考核已办结。')).toBeVisible()
    const below = await stage.desk(browser, 'below', '/own-year/2025')
    await expect(below.getByTestId('result-grade')).toHaveText('称职')
    await expect(below.getByTestId('object')).toHaveCount(0)
    await expect(below.getByTestId('acknowledge')).toBeVisible()
  })
}
