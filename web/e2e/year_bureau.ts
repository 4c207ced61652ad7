// An invented bureau for a year: two sections, each under a leader of its own, so that there are two comparison
// groups; what the quarters and the evaluation bring is chosen so that each rule of the year is met by somebody.
import { found_organ, password } from './bureau'
import { Client } from './client'
import type { Server } from './server'

export type Who = keyof typeof cast
export interface Person {
  id: string
  name: string
  login: string
}

const first_day = '2025-01-01'
export const year = 2025

// name, initials, login, kind, section (empty: the leaders), title
const cast = {
  chair: ['程远帆', 'cyf', 'chengyf', 'leader', '', '局长'],
  deputy: ['何立群', 'hlq', 'heliq', 'leader', '', '副局长'],
  head: ['周敏', 'zm', 'zhoum', 'head', '综合统计科', '科长'],
  official: ['崔海涛', 'cht', 'cuiht', 'staff', '综合统计科', '一级主任科员'], // at the gate: 85.00
  below: ['卢春华', 'lch', 'luch', 'staff', '综合统计科', '四级主任科员'], // below it: 84.99
  warned: ['方志坚', 'fzj', 'fangzj', 'staff', '综合统计科', '二级主任科员'],
  replier: ['韩雪梅', 'hxm', 'hanxm', 'staff', '综合统计科', '三级主任科员'],
  other_head: ['孙立', 'sl', 'sunl', 'head', '调查监督科', '科长'],
  tied: ['吴楠', 'wn', 'wun', 'staff', '调查监督科', '一级主任科员'],
  tied_too: ['郑小川', 'zxc', 'zhengxc', 'staff', '调查监督科', '一级主任科员'],
  objector: ['王宁', 'wn', 'wangn', 'staff', '调查监督科', '四级主任科员'],
  late: ['李文博', 'lwb', 'liwb', 'staff', '调查监督科', '二级科员'],
} as const

export const reviewed_by: [Who, Who[]][] = [
  ['chair', ['head']],
  ['deputy', ['other_head']],
  ['head', ['official', 'below', 'warned', 'replier']],
  ['other_head', ['tied', 'tied_too', 'objector', 'late']],
]

// Two items a quarter. The gate: 85, 85, 85 and 84.95 have the mean 84.9875, which is 84.99.
const usual: Partial<Record<Who, [string, string]>> = {
  head: ['94', '94'],
  official: ['85', '85'],
  below: ['85', '85'],
  warned: ['95', '95'],
  replier: ['88', '88'],
  other_head: ['88', '88'],
  tied: ['90', '90'],
  tied_too: ['90', '90'],
  objector: ['82', '82'],
  late: ['86', '86'],
}
export const quarter_scores = (who: Who, quarter: number): [string, string] =>
  who === 'below' && quarter === 4 ? ['84.9', '85'] : usual[who]!

// Everybody gives a person the same, so that the mean is known.
export const evaluation_score: Partial<Record<Who, string>> = {
  head: '92',
  official: '95',
  below: '96',
  warned: '96',
  replier: '88',
  other_head: '88',
  tied: '90',
  tied_too: '90',
  objector: '80',
  late: '84',
}

export class YearBureau {
  readonly people = {} as Record<Who, Person>
  readonly offices = ['kaohe', 'kaohe2'] // nobody grants alone what he asked for
  private clients = new Map<string, Client>()

  constructor(readonly server: Server) {}

  static async found(server: Server, clock: string): Promise<YearBureau> {
    const bureau = new YearBureau(server)
    const { administrator, office } = await found_organ(server, clock)
    const top = (await office.send<{ items: { id: string }[] }>('GET', '/api/units')).items[0].id
    const units = new Map<string, string>([['', top]])
    for (const name of ['综合统计科', '调查监督科']) {
      const body = { name, parent: top, ordinal: units.size, from: first_day }
      units.set(name, (await office.send<{ id: string }>('POST', '/api/units', body)).id)
    }
    const open = async (login: string, rest: object) => {
      const body = { login, ...rest }
      const account = await administrator.send<{ first_password: string }>('POST', '/api/accounts', body)
      await new Client(server.url).log_in(login, account.first_password, password)
    }
    for (const [who, [name, pinyin, login, kind, section, title]] of Object.entries(cast)) {
      const unit = units.get(section)!
      const body = { name, pinyin, from: first_day, unit, kind, title }
      const { id } = await office.send<{ id: string }>('POST', '/api/officials', body)
      bureau.people[who as Who] = { id, name, login }
      await open(login, { official: id })
    }
    for (const [leader, unit] of [
      ['chair', '综合统计科'],
      ['deputy', '调查监督科'],
    ] as const) {
      const body = { leader: bureau.people[leader].id, unit: units.get(unit), from: first_day }
      await office.send('POST', '/api/charges', body)
    }
    await open('kaohe2', { name: '考核办复核员', is_office: true })
    return bureau
  }

  // Logs nobody in twice a day; another day needs another session.
  async as(who: Who | 'office'): Promise<Client> {
    const login = who === 'office' ? this.offices[0] : this.people[who].login
    const known = this.clients.get(login)
    if (known) return known
    const client = new Client(this.server.url)
    await client.log_in(login, password)
    this.clients.set(login, client)
    return client
  }
  forget_sessions() {
    this.clients.clear()
  }

  who_is(id: string): Who {
    return (Object.keys(cast) as Who[]).find((who) => this.people[who].id === id)!
  }

  evaluation_of(name: string): string {
    const who = (Object.keys(cast) as Who[]).find((one) => this.people[one].name === name)!
    return evaluation_score[who]!
  }

  // A month of the official, from the annual plan to the approved summary: what a quarter rests on.
  async live_month(period: string, goal: string, done: string, comment: string) {
    const { official } = this.people
    const [mine, head] = [await this.as('official'), await this.as('head')]
    const of = `/api/officials/${official.id}`
    type Kept = { version: number; items: { id: string }[] }
    const step = async (by: Client, resource: string, act: string, body?: object) => {
      const { version } = await by.send<Kept>('GET', of + resource)
      await by.send('POST', of + resource + act, body, version)
    }
    const annual = await mine.send<Kept>('GET', `${of}/plans/${year}`)
    if (!annual.version) {
      await mine.send('PUT', `${of}/plans/${year}`, { items: [{ goal }] }, 0)
      await step(mine, `/plans/${year}`, '/submissions')
      await step(head, `/plans/${year}`, '/confirmations')
    }
    const item = (await mine.send<Kept>('GET', `${of}/plans/${year}`)).items[0].id
    await mine.send('PUT', `${of}/plans/${period}`, { items: [{ goal, from: item }] }, 0)
    await step(mine, `/plans/${period}`, '/submissions')
    await step(head, `/plans/${period}`, '/confirmations')
    const planned = (await mine.send<Kept>('GET', `${of}/plans/${period}`)).items[0].id
    const items = [{ plan_item: planned, goal, execution: done, progress: '已报送', state: 'done' }]
    await mine.send('PUT', `${of}/months/${period}`, { items, reflection: '下基层偏少' }, 0)
    await step(mine, `/months/${period}`, '/submissions')
    const review = {
      plan_execution: '计划各项均已落实',
      saturation: '工作饱满',
      completeness: '任务完成较好',
    }
    await step(head, `/months/${period}`, '/approvals', { ...review, comment })
  }

  // The sheets of a quarter that are not submitted yet.
  async review_quarter(quarter: number, by: Who[] = reviewed_by.map(([reviewer]) => reviewer)) {
    const period = `${year}Q${quarter}`
    type Row = { official: { id: string }; class: string; allowed: string[]; version: number }
    for (const [reviewer] of reviewed_by.filter(([one]) => by.includes(one))) {
      const client = await this.as(reviewer)
      const { rows } = await client.send<{ rows: Row[] }>('GET', `/api/quarters/${period}/reviews`)
      for (const row of rows.filter((one) => one.allowed.includes('save'))) {
        const given = quarter_scores(this.who_is(row.official.id), quarter)
        const items = row.class === 'head' ? ['duty', 'execution'] : ['ability', 'tasks']
        const scores = items.map((item, index) => ({ item, score: given[index] }))
        const path = `/api/officials/${row.official.id}/quarters/${period}`
        await client.send('PUT', path, { scores, comment: '按期完成。' }, row.version)
      }
      await client.send('POST', `/api/quarters/${period}/submissions`)
    }
  }

  async fill_rating_sheet(who: Who) {
    type Sheet = { version: number; subjects: { official: { id: string } }[] }
    const client = await this.as(who)
    const path = `/api/years/${year}/rating-sheet`
    const sheet = await client.send<Sheet>('GET', path)
    const subjects = sheet.subjects.map(({ official }) => ({
      official: official.id,
      scores: [{ item: 'comprehensive', score: evaluation_score[this.who_is(official.id)] }],
    }))
    const { version } = await client.send<Sheet>('PUT', path, { subjects }, sheet.version)
    await client.send('POST', `${path}/submissions`, undefined, version)
  }
}
