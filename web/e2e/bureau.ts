// A small invented bureau: one section with its head and two officials, a leader in charge, the appraisal office.
import { Client } from './client'
import type { Server } from './server'

export const password = 'Yitian#Yijian8'

export interface Bureau {
  unit: string
  people: Record<'leader' | 'head' | 'official' | 'late', { id: string; name: string; login: string }>
  office: string
  administrator: string
  first_password: string // of the official, who has not logged in yet
}

const first_day = '2026-01-01'

// An organ with its two first accounts, and the server running at that moment.
export async function found_organ(server: Server, clock: string) {
  server.run(['migrate', '--database', server.database])
  const said = server.run(
    [
      '--language',
      'zh',
      'found',
      '--database',
      server.database,
      '--organ',
      '云川市统计调查局',
      '--administrator',
      'admin',
      '--office',
      'kaohe',
    ],
    { ZHISHI_CLOCK_START: clock },
  )
  const password_of = (login: string) => {
    const found = new RegExp(`\\s${login}\\s+(\\S+)`).exec(said)
    if (!found) throw new Error(`no first password of ${login} in: ${said}`)
    return found[1]
  }
  await server.start(clock)
  const administrator = new Client(server.url)
  await administrator.log_in('admin', password_of('admin'), password)
  const office = new Client(server.url)
  await office.log_in('kaohe', password_of('kaohe'), password)
  return { administrator, office }
}

export async function found_bureau(server: Server, clock: string): Promise<Bureau> {
  const { administrator, office } = await found_organ(server, clock)
  const units = await office.send<{ items: { id: string }[] }>('GET', '/api/units')
  const top = units.items[0].id
  const unit = await office.send<{ id: string }>('POST', '/api/units', {
    name: '综合统计科',
    parent: top,
    ordinal: 1,
    from: first_day,
  })
  const add = async (name: string, pinyin: string, kind: string, title: string, login: string) => {
    const body = { name, pinyin, from: first_day, unit: kind === 'leader' ? top : unit.id, kind, title }
    const person = await office.send<{ id: string }>('POST', '/api/officials', body)
    return { id: person.id, name, login }
  }
  const people = {
    leader: await add('程远帆', 'cyf', 'leader', '副局长', 'chengyf'),
    head: await add('周敏', 'zm', 'head', '科长', 'zhoum'),
    official: await add('崔海涛', 'cht', 'staff', '一级主任科员', 'cuiht'),
    late: await add('卢春华', 'lch', 'staff', '四级主任科员', 'luch'),
  }
  await office.send('POST', '/api/charges', { leader: people.leader.id, unit: unit.id, from: first_day })

  let first_password = ''
  for (const person of Object.values(people)) {
    const account = await administrator.send<{ first_password: string }>('POST', '/api/accounts', {
      login: person.login,
      official: person.id,
    })
    if (person === people.official) first_password = account.first_password
    else await new Client(server.url).log_in(person.login, account.first_password, password)
  }
  return { unit: unit.id, people, office: 'kaohe', administrator: 'admin', first_password }
}
