// The example bureau carried on through its year by the acts of its people, each through the door as himself: what the
// pages of the year show to those who test them and to those who take their pictures.
import { Client } from './client'
import { password } from './bureau'
import type { Server } from './server'

// The example ends on the last working days of the year; the year is appraised in the January after it.
const example_day = '2026-12-25'
const appraisal_clock = '2027-01-12T09:00:00+08:00'

export const year = 2026
export const last_quarter = '2026Q4'

// The logins of the example, by what they are there for.
export const logins = {
  principal: 'shenhuaiyuan', // chairs the committee
  leader: 'gumingchuan', // in charge of the investment section, of the committee
  general_head: 'songchanggeng', // of the committee
  office: 'yeqinghe',
  head: 'linshutang',
  official: 'hezhixing',
  administrator: 'guanli',
} as const

interface Versioned {
  version: number
}
interface Named {
  id: string
  name: string
}
interface Row {
  official: Named
  class: string
  allowed: string[]
  version: number
}
interface Item {
  goal: string
  execution: string
  progress: string
  state: string
}
interface Form {
  classes: { id: string; items: { id: string }[] }[]
}
interface RatingSheet extends Versioned {
  sheet: Form
  subjects: { official: Named; class: string }[]
}
interface Summary extends Versioned {
  official: Named
  items: Item[]
  draft: Item[]
}
interface YearList extends Versioned {
  rows: {
    official: Named
    outcome: { grade: string; flags: unknown[] }
    tied_for: string[]
    decision: unknown
  }[]
  seats: { award: string; group: Named; seats: number }[]
}

export class ExampleYear {
  private readonly clients = new Map<string, Client>()
  private readonly ids = new Map<string, string>()
  meeting = ''

  constructor(readonly server: Server) {}

  as(login: string): Client {
    const client = this.clients.get(login)
    if (!client) throw new Error(`the example has no ${login}`)
    return client
  }
  id(login: string): string {
    const id = this.ids.get(login)
    if (!id) throw new Error(`${login} is nobody in particular`)
    return id
  }

  // The example, a calendar for the days after it, and one password for everybody.
  async found() {
    const { server } = this
    server.run(['migrate', '--database', server.database])
    const said = server.run([
      '--language',
      'zh',
      'example',
      '--database',
      server.database,
      '--size',
      'section',
      '--today',
      example_day,
    ])
    const shown = (login: string) => new RegExp(`\\s${login}\\s+(\\S+)`).exec(said)?.[1]
    await server.start(appraisal_clock)
    const administrator = new Client(server.url)
    await administrator.log_in(logins.administrator, shown(logins.administrator)!, password)
    this.clients.set(logins.administrator, administrator)
    const accounts = await administrator.send<{
      items: ({ id: string; login: string; official: Named | null; is_disabled: boolean } & Versioned)[]
    }>('GET', '/api/accounts')
    for (const account of accounts.items) {
      if (!account.official || account.is_disabled) continue
      const { first_password } = await administrator.send<{ first_password: string }>(
        'POST',
        `/api/accounts/${account.id}/password-resets`,
        undefined,
        account.version,
      )
      const client = new Client(server.url)
      await client.log_in(account.login, first_password, password)
      this.clients.set(account.login, client)
      this.ids.set(account.login, account.official.id)
    }
    await this.as(logins.office).send(
      'PUT',
      '/api/calendars/2027',
      { source: '演练：仅列元旦', days: [{ date: '2027-01-01', is_working: false, name: '元旦' }] },
      0,
    )
  }

  private async step<T>(login: string, resource: string, act: string, body?: unknown): Promise<T> {
    const { version } = await this.as(login).send<Versioned>('GET', resource)
    return this.as(login).send<T>('POST', `${resource}/${act}`, body, version)
  }

  // The last quarter's sheets are filled; those of the section's head stay open if asked for.
  async review_quarter(leave_open: string[] = []) {
    for (const reviewer of [logins.principal, logins.leader, logins.general_head, logins.head]) {
      const grid = await this.as(reviewer).send<{ sheet: Form; rows: Row[] }>(
        'GET',
        `/api/quarters/${last_quarter}/reviews`,
      )
      const is_left = leave_open.includes(reviewer)
      for (const [place, row] of grid.rows.entries()) {
        if (!row.allowed.includes('save')) continue
        if (is_left && place >= 5) continue
        const items = grid.sheet.classes.find((one) => one.id === row.class)?.items ?? []
        await this.as(reviewer).send(
          'PUT',
          `/api/officials/${row.official.id}/quarters/${last_quarter}`,
          {
            scores: items.map((item, at) => ({
              item: item.id,
              score: is_left && place === 4 && at === 1 ? null : score(place, at),
              reason: '',
            })),
            comment: '本季度重点工作按期完成，材料质量有提高。请继续加强与县区的衔接。',
          },
          row.version,
        )
      }
      if (!is_left) await this.as(reviewer).send('POST', `/api/quarters/${last_quarter}/submissions`)
    }
  }

  async acknowledge_quarter(login: string) {
    await this.step(login, `/api/officials/${this.id(login)}/quarters/${last_quarter}`, 'acknowledgements')
  }

  async ask_to_reopen(login: string) {
    await this.as(logins.office).send('POST', '/api/reopenings', {
      period: last_quarter,
      official: this.id(login),
      reason: '第二项漏记一件牵头完成的工作',
    })
  }

  // What stands above the score and beside the posts.
  async keep_personnel() {
    const office = this.as(logins.office)
    const special = (login: string, key: string, value: string, evidence: string) =>
      office.send('POST', '/api/special-states', { official: this.id(login), year, key, value, evidence })
    await special('tangruogu', 'absence.months', '7', '请假审批单（2026年第14号）')
    await special('xutinglan', 'discipline:1', 'warning', '安纪处〔2026〕9号，2026年9月3日')
    await office.send('POST', '/api/recusals', {
      reviewer: this.id(logins.head),
      official: this.id('luoyuan'),
      from: '2027-01-04',
      to: null,
      reason: '近姻亲关系，本人申请回避',
    })
    const units = await office.send<{ items: (Named & { parent: string | null })[] }>('GET', '/api/units')
    await office.send('POST', '/api/placements', {
      official: this.id('luoyuan'),
      period: String(year),
      unit: units.items.find((one) => one.name.includes('投资'))!.id,
      kind: 'staff',
      reason: '年内在两个处室各半年，经商定按现岗位归属',
    })
  }

  // Everybody writes and submits; those whom `returned` or `open` name do not come so far.
  async write_summaries(open: string[] = []) {
    for (const login of this.ids.keys()) {
      if (open.includes(login)) continue
      const path = this.summary_of(login)
      const record = await this.as(login).send<Summary>('GET', path)
      const items = (record.items.length ? record.items : record.draft).map((item, at) => ({
        ...item,
        execution: item.execution || '按年度计划推进，四季度集中攻坚，年底前完成。',
        progress: at === 0 ? '已完成' : '完成约九成',
        state: at === 0 ? 'done' : 'under_way',
      }))
      await this.as(login).send(
        'PUT',
        path,
        {
          items,
          reflection: '存在不足：到县区一线调研偏少，个别材料报送偏晚。下步打算：每月安排两次实地调研。',
          training: '2026年5月11日至15日，市委党校投资管理专题班。',
        },
        record.version,
      )
      await this.step(login, path, 'submissions')
    }
  }

  async approve_summaries(reviewer: string, suggestions: Record<string, string>, open: string[] = []) {
    const list = await this.as(reviewer).send<{ items: { official: Named; is_waiting: boolean }[] }>(
      'GET',
      `/api/reviews/${year}`,
    )
    for (const row of list.items.filter((one) => one.is_waiting)) {
      const login = [...this.ids].find(([, id]) => id === row.official.id)?.[0] ?? ''
      if (open.includes(login)) continue
      await this.step(reviewer, `/api/officials/${row.official.id}/years/${year}/summary`, 'approvals', {
        comment: '全年工作扎实，牵头任务完成较好，群众评价稳定。',
        improvements: '多到基层一线，材料再精简一些。',
        suggested_grade: suggestions[login] ?? '',
      })
    }
  }

  private summary_of = (login: string) => `/api/officials/${this.id(login)}/years/${year}/summary`

  async open_evaluation() {
    await this.step(logins.office, `/api/years/${year}/evaluation`, 'openings', { due_on: '2027-01-20' })
  }

  // Raters fill their sheets; those of `half` fill half of it and submit nothing, those of `open` write nothing.
  async rate(half: string[] = [], open: string[] = []) {
    const path = `/api/years/${year}/rating-sheet`
    for (const [at, login] of [...this.ids.keys()].entries()) {
      if (open.includes(login)) continue
      const form = await this.as(login).send<RatingSheet & { state: string }>('GET', path)
      if (!form.subjects.length || form.state !== 'open') continue
      const is_half = half.includes(login)
      const subjects = form.subjects.map((subject, place) => ({
        official: subject.official.id,
        scores: (form.sheet.classes.find((one) => one.id === subject.class)?.items ?? []).map((item) => ({
          item: item.id,
          score: is_half && place * 2 > form.subjects.length ? null : score(place, at % 3),
          reason: '',
        })),
      }))
      await this.as(login).send('PUT', path, { subjects }, form.version)
      if (!is_half) await this.step(login, path, 'submissions')
    }
  }

  async close_evaluation() {
    await this.step(logins.office, `/api/years/${year}/evaluation`, 'closures')
  }

  async compute() {
    await this.step(logins.office, `/api/years/${year}`, 'runs')
  }

  list = () => this.as(logins.office).send<YearList>('GET', `/api/years/${year}`)

  // A seat goes from the group that has most of an award to the other.
  async move_seat() {
    const list = await this.list()
    const giver = [...list.seats].sort((a, b) => b.seats - a.seats)[0]
    const taker = list.seats.find((one) => one.award === giver.award && one.group.id !== giver.group.id)!
    await this.as(logins.office).send(
      'POST',
      `/api/years/${year}/seat-moves`,
      {
        award: giver.award,
        from_group: giver.group.id,
        to_group: taker.group.id,
        seats: 1,
        reason: '综合处全年承担专班任务较重，经局党组研究调剂一个名额',
      },
      list.version,
    )
  }

  // The committee meets; all but `open` are decided, one otherwise than proposed.
  async open_meeting() {
    const present = [logins.principal, logins.leader, logins.general_head].map((login) => this.id(login))
    const meeting = await this.as(logins.office).send<{ id: string }>('POST', `/api/years/${year}/meetings`, {
      held_on: '2027-01-12',
      place: '三楼党组会议室',
      chair: this.id(logins.principal),
      present,
      leaves: [
        { member: this.id(logins.leader), official: this.id('luoyuan'), reason: '曾为其入职考察组组长' },
      ],
      notes:
        '会议要求，结果告知后由分管领导逐一反馈，对“基本称职”人员及时谈话提醒。\n会议同意将年度考核情况报组织部门。',
    })
    this.meeting = meeting.id
  }

  async decide(left_open = 0) {
    const list = await this.list()
    const open = list.rows.filter((row) => !row.decision)
    const now = open.slice(0, open.length - left_open)
    await this.as(logins.principal).send('POST', `/api/meetings/${this.meeting}/decisions`, {
      decisions: now.map((row, at) => {
        const is_other = left_open > 0 && row.outcome.grade === '称职' && at === now.length - 1
        return {
          official: row.official.id,
          grade: is_other ? '基本称职' : row.outcome.grade,
          reason: is_other
            ? '牵头的两个项目开标延后，群众反映较多，经研究定为基本称职。'
            : row.tied_for.length
              ? '平时考核分并列，全年牵头任务较重，经研究确定。'
              : '',
          version: 0,
          votes_for: is_other ? 2 : null,
          votes_against: is_other ? 0 : null,
          votes_abstained: is_other ? 1 : null,
        }
      }),
    })
  }

  async close_meeting() {
    await this.step(logins.principal, `/api/meetings/${this.meeting}`, 'closures')
  }

  async publish() {
    await this.step(logins.office, `/api/years/${year}`, 'publications')
  }

  async answer_results() {
    const own = (login: string) => `/api/officials/${this.id(login)}/years/${year}`
    await this.step('suwangshu', own('suwangshu'), 'objections', {
      text: '三季度牵头的储备项目库建设未计入，请核对。',
    })
    await this.step('liangyiran', own('liangyiran'), 'acknowledgements', { opinion: '同意' })
    await this.step('fangyanqiu', own('fangyanqiu'), 'objections', { text: '第四季度分数偏低，请说明。' })
    await this.step(logins.office, own('fangyanqiu'), 'answers', {
      text: '经核对，第四季度评鉴依据充分，维持原结果。评鉴人已当面说明。',
    })
  }

  async use_results() {
    const office = this.as(logins.office)
    const dimension = await office.send<{ id: string }>('POST', '/api/dimensions', {
      name: '工作实绩',
      ordinal: 1,
    })
    const propose = (login: string, kind: string, proposal: string, of = '') =>
      office.send<{ id: string } & Versioned>('POST', '/api/uses', {
        official: this.id(login),
        year,
        kind,
        ...(of && { dimension: of }),
        proposal,
      })
    const talk = await propose('liangyiran', 'training', '选派参加市委党校中青年干部培训班。', dimension.id)
    const agreed = await this.as(logins.principal).send<Versioned>(
      'POST',
      `/api/uses/${talk.id}/decisions`,
      { is_agreed: true, reason: '同意，列入上半年计划。' },
      talk.version,
    )
    await office.send(
      'POST',
      `/api/uses/${talk.id}/outcomes`,
      { outcome: '已报名三月班次。', outcome_on: '2027-01-12' },
      agreed.version,
    )
    await propose(logins.official, 'practice', '安排到重点项目一线实践锻炼三个月。')
  }
}

// Spread, in steps of half a point, with nobody at an extreme.
const score = (place: number, item: number) => String(85.5 + ((place * 5 + item * 3) % 21) / 2)
