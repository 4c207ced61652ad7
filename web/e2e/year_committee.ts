// From what must be known of people to the minutes of the committee.
import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { expect_receipt, expect_whole_on_both } from './desk'
import { Stage, choose_person, dialog, task } from './year_stage'

export function live_committee(stage: Stage) {
  test('earlier grades are entered, and imported after a dry run', async ({ browser }) => {
    const page = await stage.desk(browser, 'office', '/personnel/grades')
    await page.getByTestId('add-grade').click()
    await choose_person(page, '崔海涛')
    await dialog(page).getByLabel('年度').fill('2024')
    await dialog(page).getByLabel('等次').fill('优等')
    await dialog(page).getByLabel('依据').fill('云统〔2025〕3号')
    await page.getByTestId('form-send').click()
    await expect(dialog(page).getByRole('alert')).toContainText('等次“优等”不在考核方案中')
    await dialog(page).getByLabel('等次').fill('优秀')
    await dialog(page).getByLabel('奖励').fill('嘉奖')
    await page.getByTestId('form-send').click()
    await expect_receipt(page, '等次已保存')
    const row = page.getByTestId('grades').locator('tr').filter({ hasText: '崔海涛' })
    for (const text of ['优秀', '嘉奖', '云统〔2025〕3号']) await expect(row).toContainText(text)

    await page.getByTestId('import-prior-grades').click()
    await page.getByTestId('import-paste').click()
    const table = (last: string) => `姓名\t年度\t等次\t依据\n周敏\t2024\t优秀\t云统〔2025〕3号\n${last}\n`
    await page.getByTestId('import-text').fill(table('卢春花\t2024\t称职\t云统〔2025〕3号'))
    await page.getByTestId('import-try').click()
    await expect(page.getByText('有误 1 行，可以导入 1 行')).toBeVisible()
    await expect(page.getByTestId('import-rows').locator('tbody tr').first()).toContainText(
      '姓名：没有“卢春花”这个人员。',
    )
    await expect(page.getByTestId('import-send')).toBeDisabled()
    await expect_whole_on_both(page)
    await page.getByTestId('import-text').fill(table('卢春华\t2024\t称职\t云统〔2025〕3号'))
    await page.getByTestId('import-try').click()
    await expect(page.getByText('没有发现错误：新增 2 行')).toBeVisible()
    await page.getByTestId('import-send').click()
    await expect_receipt(page, '已导入 2 行')
    await page.goto(new URL('/personnel/grades', page.url()).href)
    await expect(page.getByTestId('grades').locator('tbody tr')).toHaveCount(3)
    await expect_whole_on_both(page)
  })

  test('the office records a special state with its document, and seats the committee', async ({
    browser,
  }) => {
    const page = await stage.desk(browser, 'office', '/personnel/special')
    await expect(page.getByText('只有考核办和考核委员会。')).toBeVisible()
    await page.getByLabel('情形', { exact: true }).selectOption({ label: '处分和组织处理' })
    await page.getByTestId('add-state').click()
    await choose_person(page, '方志坚')
    await dialog(page).getByLabel('处分和组织处理').selectOption({ label: '警告' })
    await page.getByTestId('form-send').click()
    await expect(dialog(page)).toContainText('请填写这一项')
    await dialog(page).getByLabel('依据').fill('云纪〔2025〕11号，2025年6月3日')
    await page.getByTestId('form-send').click()
    await expect_receipt(page, '特殊情形已保存')
    const state = page.getByTestId('special-state')
    for (const text of ['方志坚', '处分和组织处理', '警告', '云纪〔2025〕11号'])
      await expect(state).toContainText(text)
    await expect_whole_on_both(page)

    await page.getByTestId('tab-committee').click()
    for (const [name, role] of [
      ['程远帆', '主任'],
      ['何立群', '副主任'],
      ['周敏', '委员'],
      ['孙立', '委员'],
    ]) {
      await page.getByTestId('add-seat').click()
      await choose_person(page, name)
      await dialog(page).getByLabel('委员会职务').selectOption({ label: role })
      await dialog(page).getByLabel('起始日期').fill('2025-01-01')
      await page.getByTestId('form-send').click()
      await expect(page.getByTestId('seat').filter({ hasText: name })).toContainText(role)
      await expect(dialog(page)).toHaveCount(0)
    }
    await expect_whole_on_both(page)
  })

  test('the office computes; the list says who is proposed for what and why not', async ({ browser }) => {
    const page = await stage.desk(browser, 'office')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette').fill('ndkh')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2025 年度考核')
    await page.getByTestId('year-compute').click()
    await expect(dialog(page)).toContainText('算出的只是建议，等次由考核委员会确定。')
    await page.getByTestId('act-send').click()
    await expect_receipt(page, '计算完成')
    const row = (name: string) => page.getByTestId('year-row').filter({ hasText: name })
    const expected: [string, string[]][] = [
      ['方志坚', ['1 / 5', '95.63', '95.82', '称职', '不得确定为优秀、优良']],
      ['周敏', ['2 / 5', '94', '92.5', '优秀']],
      ['卢春华', ['3 / 5', '84.99', '90.5', '称职', '平时分未达到优秀、优良的下限']],
      ['崔海涛', ['4 / 5', '85', '90', '优良']],
      ['韩雪梅', ['5 / 5', '88', '称职']],
      ['吴楠', ['1 / 5', '90', '称职', '“优秀”并列', '“优良”并列']],
      ['郑小川', ['1 / 5', '90', '称职', '“优秀”并列', '“优良”并列']],
      ['孙立', ['88', '称职']],
      ['王宁', ['81', '称职']],
      ['李文博', ['85', '称职']],
    ]
    await expect(page.getByTestId('year-row')).toHaveCount(expected.length)
    for (const [name, texts] of expected)
      for (const text of texts) await expect(row(name), name).toContainText(text)
    await expect(row('崔海涛')).not.toContainText('平时分未达到')
    await page.getByTestId('view-tied').click()
    await expect(page.getByTestId('year-row')).toHaveCount(2)
    await page.getByRole('button', { name: /^全部/ }).first().click()
    await expect(page.getByTestId('year-row')).toHaveCount(expected.length)
    await expect_whole_on_both(page)
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '结果表' }).click(),
    ])
    const lines = (await readFile(await table.path(), 'utf8')).split('\n')
    const gate = stage.bureau.people.below.id
    expect(lines.find((line) => line.startsWith(gate))).toBe(`${gate},2025,90.50,3,称职,below_gate`)

    // Down to the article, of him who is below the gate by one hundredth.
    await row('卢春华').getByTestId('explain-score').click()
    const tree = page.getByTestId('explanation')
    await expect(tree).toContainText('84.99')
    const unfold = async (label: string) => {
      const node = tree
        .locator('details.node')
        .filter({ has: page.locator(':scope > summary .node-label', { hasText: label }) })
        .last()
      if ((await node.getAttribute('open')) === null) await node.locator(':scope > summary').click()
      return node
    }
    await unfold('标记')
    const flag = await unfold('平时分未达到优秀、优良的下限')
    await expect(flag.getByText('RZ-35').first()).toBeVisible()
    const award = await unfold('优秀名额')
    await expect(award.locator(':scope > summary')).toContainText('不在候选之列')
    await expect(award.getByText('RZ-33').first()).toBeVisible()
    for (const word of ['below_gate', 'superior']) await expect(tree).not.toContainText(word)
    // How many rated is told, never who rated how.
    await expect(tree).toContainText('6人评分的平均分')
    for (const person of Object.values(stage.bureau.people))
      if (person.name !== '卢春华') await expect(tree).not.toContainText(person.id)
    await page.keyboard.press('Escape')
  })

  test('the office moves a seat between the groups with a reason; the total is kept', async ({ browser }) => {
    const page = await stage.desk(browser, 'office', '/year/2025/seats')
    const seats = page.getByTestId('seats')
    const good = seats.locator('tbody').filter({ hasText: '优良名额' })
    const group = (name: string) => good.locator('tr').filter({ hasText: name })
    await expect(group('程远帆').locator('td').nth(3)).toHaveText('1')
    const move = async (from: string, to: string) => {
      await page.getByTestId('move-seats').click()
      await dialog(page).getByLabel('名额').selectOption({ label: '优良名额' })
      await dialog(page).getByLabel('调出单元').selectOption({ label: from })
      await dialog(page).getByLabel('调入单元').selectOption({ label: to })
      await page.getByTestId('form-send').click()
    }
    // The wrong way round, and back.
    await move('程远帆', '何立群')
    await dialog(page).getByLabel('理由').fill('调剂')
    await page.getByTestId('form-send').click()
    await expect(group('程远帆').locator('td').nth(3)).toHaveText('0')
    await page.getByRole('button', { name: '撤回' }).click()
    await page.getByTestId('act-send').click()
    await expect_receipt(page, '调剂已撤回')
    await expect(group('程远帆').locator('td').nth(3)).toHaveText('1')
    await move('何立群', '程远帆')
    await expect(dialog(page)).toContainText('请填写这一项')
    await dialog(page).getByLabel('理由').fill('综合统计科承担经济普查攻坚任务')
    await page.getByTestId('form-send').click()
    await expect_receipt(page, '名额已调剂')
    await expect(group('程远帆').locator('td')).toHaveText(['5', '1', '+1', '2', '2', '0', '—'])
    await expect(group('何立群').locator('td')).toHaveText(['5', '1', '−1', '0', '0', '0', '—'])
    await expect(group('合计').locator('td').nth(3)).toHaveText('2')
    await expect(page.getByText('综合统计科承担经济普查攻坚任务')).toBeVisible()
    await expect_whole_on_both(page)
    await page.getByTestId('tab-list').click()
    const replier = page.getByTestId('year-row').filter({ hasText: '韩雪梅' })
    await expect(replier).toContainText('优良')
  })

  test('a meeting without its quorum cannot decide, and says what to do', async ({ browser }) => {
    const page = await stage.desk(browser, 'chair', '/year/2025/meetings')
    await page.getByTestId('open-meeting').click()
    await dialog(page).getByLabel('地点').fill('三楼会议室')
    const member = (name: string) =>
      dialog(page).locator('.member').filter({ hasText: name }).getByRole('checkbox')
    for (const name of ['程远帆', '何立群']) await member(name).check()
    await expect(page.getByTestId('quorum')).toContainText('委员 4 人，已到 2 人')
    await page.getByTestId('meeting-send').click()
    await expect_receipt(page, '会议已开始')
    await expect(page.getByRole('note').filter({ hasText: '未达到法定人数' })).toContainText(
      '补登到会委员，或改期',
    )
    await page.getByRole('button', { name: '王宁', exact: true }).click()
    const row = page.getByTestId('decision-desk')
    await expect(row).toContainText('只留下 2 人，不足法定人数 3 人')
    await expect(page.getByTestId('decide')).toBeDisabled()

    await page.getByTestId('meeting-edit').click()
    await expect(page.getByTestId('quorum')).toContainText('未达到法定人数 3 人，不能确定等次')
    for (const name of ['周敏', '孙立']) await member(name).check()
    await expect(page.getByTestId('quorum')).toContainText('已到 4 人，达到法定人数 3 人')
    await dialog(page).getByRole('button', { name: '加一项回避' }).click()
    await dialog(page).getByLabel('离席委员 1').selectOption({ label: '孙立' })
    await choose_person(page, '李文博', '研究谁时离席 1')
    await page.getByTestId('meeting-send').click()
    await expect(dialog(page)).toContainText('请填全每一行，或删去空行。')
    await dialog(page).getByLabel('回避理由 1').fill('二人系亲属')
    await page.getByTestId('meeting-send').click()
    await expect_receipt(page, '会议信息已保存')
    await expect(page.getByText('到会 4 人，委员 4 人，法定人数 3 人')).toBeVisible()
    const late = page.getByTestId('decision-row').filter({ hasText: '李文博' })
    await expect(late).toContainText('孙立离席')
    await expect(page.getByTestId('decision-row').filter({ hasText: '周敏' })).toContainText('周敏离席')
    await expect_whole_on_both(page)
  })

  test('two members decide the same row: the second sees both values, and nothing is overwritten', async ({
    browser,
  }) => {
    const chair = await stage.desk(browser, 'chair')
    await task(chair, '研究审定 2025 年度考核等次').click()
    await chair.getByTestId('tab-meetings').click()
    await chair
      .getByTestId('meetings')
      .getByRole('link', { name: /2026年1月12日/ })
      .click()
    await expect(chair.getByTestId('decision-row').first()).toBeVisible()
    const deputy = await stage.desk(browser, 'deputy', new URL(chair.url()).pathname)
    await deputy.getByRole('button', { name: '王宁', exact: true }).click()
    await expect(deputy.getByTestId('decision-desk')).toContainText('第 5 名，共 5 人')

    await chair.getByRole('button', { name: '王宁', exact: true }).click()
    await chair.getByTestId('grade').filter({ hasText: '基本称职' }).click()
    await chair.getByTestId('decide').click()
    await expect(chair.getByRole('alert').filter({ hasText: '与建议等次不同，请写明理由' })).toBeVisible()
    await chair.getByTestId('decision-reason').fill('两次重大数据差错，经讨论一致同意')
    for (const [vote, n] of [
      ['赞成', '3'],
      ['反对', '0'],
      ['弃权', '1'],
    ])
      await chair.getByTestId('decision-desk').getByLabel(vote).fill(n)
    await chair.getByTestId('decide').click()
    await expect_receipt(chair, '已确定 1 人')

    await deputy.getByTestId('decide').click()
    const conflict = deputy.getByTestId('decision-conflicts')
    await expect(conflict).toContainText('有 1 人刚由其他委员确定')
    await expect(conflict.locator('td').nth(0)).toContainText('称职')
    await expect(conflict.locator('td').nth(1)).toContainText('基本称职')
    await expect(conflict.locator('td').nth(1)).toContainText('两次重大数据差错，经讨论一致同意')
    await expect(conflict.locator('td').nth(1)).toContainText('程远帆')
    await expect_whole_on_both(deputy)
    await expect(deputy.getByTestId('conflict-send')).toBeDisabled()
    await deputy.getByRole('button', { name: '全部用现有的' }).click()
    await deputy.getByTestId('conflict-send').click()
    await expect(conflict).toHaveCount(0)
    await deputy.goto(`${stage.server.url}/year/2025`)
    await expect(deputy.getByTestId('year-row').filter({ hasText: '王宁' })).toContainText('与建议不同')
  })

  test('many are decided together; the tied one by one, each with its reason; the minutes say so', async ({
    browser,
  }) => {
    const page = await stage.desk(browser, 'chair')
    await task(page, '研究审定 2025 年度考核等次').click()
    await page.getByTestId('tab-meetings').click()
    await page
      .getByTestId('meetings')
      .getByRole('link', { name: /2026年1月12日/ })
      .click()
    await page.getByTestId('tick-all').check()
    await page.getByTestId('bulk').click()
    await expect(dialog(page)).toContainText('以下 7 人按建议等次确定')
    await expect(page.getByTestId('bulk-whom')).toContainText('优秀1 人周敏')
    await expect(page.getByTestId('bulk-whom').locator('li').filter({ hasText: '优良' })).toContainText(
      '2 人',
    )
    await expect(dialog(page)).toContainText('以下 2 人不在其中')
    await expect(dialog(page)).toContainText('并列，须写明理由')
    await page.getByTestId('act-send').click()
    await expect_receipt(page, '已确定 7 人')
    await expect(page.getByTestId('decision-row')).toHaveCount(2)

    await page.getByRole('button', { name: '吴楠', exact: true }).click()
    const row = page.getByTestId('decision-desk')
    await expect(row).toContainText('“优秀”并列')
    await page.getByTestId('decide').click()
    await expect(row.getByRole('alert')).toContainText('此人处于并列，请写明为什么这样确定。')
    await page
      .getByTestId('grade')
      .filter({ hasText: /^优秀$/ })
      .click()
    await page.getByTestId('decision-reason').fill('同分，承担急难任务更重')
    await page.getByTestId('decide').click()
    await expect_receipt(page, '吴楠')
    await expect(row).toContainText('郑小川')
    await page.getByTestId('decision-reason').fill('并列人选，名额有限')
    await page.getByTestId('decide').click()
    await expect(page.getByText('已全部确定')).toBeVisible()
    await page.getByTestId('meeting-close').click()
    await expect(dialog(page)).toContainText('本次会议已确定 10 人，名单上尚有 0 人未确定')
    await page.getByTestId('act-send').click()
    await expect_receipt(page, '会议已结束')

    await page.getByTestId('minutes').click()
    const minutes = page.getByRole('article')
    for (const text of [
      '云川市统计调查局',
      '考核委员会会议纪要',
      '委员4人，法定人数3人，实到4人，达到法定人数。',
      '共确定10人，其中：优秀2人，优良2人，称职5人，基本称职1人',
      '两次重大数据差错，经讨论一致同意；赞成3票、反对0票、弃权1票',
      '研究李文博时，孙立回避离席。理由：二人系亲属。',
      '研究本人时，周敏回避离席。',
    ])
      await expect(minutes).toContainText(text)
    await expect(minutes).not.toContainText('草稿')
    await expect_whole_on_both(page)
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(0)
    expect(paper).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/)
  })
}
