import { describe, expect, it } from 'vitest'
import type { CommitteeSeat, Decision, Meeting, SeatRow, Year, YearProblem, YearRow } from '../src/api/types'
import {
  as_proposed,
  bulk_of,
  next_open,
  reason_needed,
  row_of_pointer,
  settle,
} from '../src/features/meetings/decisions'
import { absent_from, by_grade, recusals_of } from '../src/features/meetings/minutes'
import { can_decide, leaving_for, members_on, quorum_known } from '../src/features/meetings/quorum'
import { by_weight, problem_link, without_name } from '../src/features/year/problem_link'
import { chosen_rows, columns_of, groups_of, is_in_view, views_of } from '../src/features/year/rows'
import { awards_of, left, moved, signed } from '../src/features/year/seats'

const person = (id: string) => ({ id, name: `人${id}` })

function row(id: string, over: Partial<YearRow> = {}, grade = '称职'): YearRow {
  const outcome = {
    class: 'staff',
    group: person('g1'),
    score: '86.50',
    rank: 1,
    ranked_count: 5,
    grade,
    flags: [],
    nodes: [],
    actions: [],
  }
  return {
    official: person(id),
    unit: { id: 'u1', name: '一处' },
    outcome,
    decision: null,
    notice: null,
    suggested_grade: '',
    tied_for: [],
    ...over,
  } as YearRow
}
const decided = (id: string, grade: string, over: Partial<Decision> = {}): Decision =>
  ({
    official: person(id),
    proposed_grade: '称职',
    grade,
    reason: '',
    meeting: 'm1',
    decided_at: '2027-01-10T02:00:00Z',
    decided_by: '人c',
    version: 1,
    ...over,
  }) as Decision
const meeting = (over: Partial<Meeting> = {}): Meeting =>
  ({
    held_on: '2027-01-10',
    present: [person('c1'), person('c2'), person('c3')],
    leaves: [],
    decisions: [],
    members: 4,
    quorum: 3,
    ...over,
  }) as Meeting

describe('the list of a year', () => {
  const rows = [
    row('a', { tied_for: ['优秀'] }),
    row('b', { decision: decided('b', '优秀') }),
    row('c', { suggested_grade: '优秀', unit: { id: 'u2', name: '二处' } }),
    row('d', { decision: decided('d', ''), notice: { state: 'objected' } as YearRow['notice'] }, ''),
  ]

  it('counts only the views that have somebody in them', () => {
    expect(views_of(rows).map((one) => `${one.view} ${one.count}`)).toEqual([
      'undecided 2',
      'tied 1',
      'differs 1',
      'suggested 1',
      'objected 1',
    ])
    expect(views_of([row('x', { decision: decided('x', '称职') })])).toEqual([])
  })

  it('takes a decision without a grade for a decision', () => {
    expect(is_in_view(rows[3], 'undecided')).toBe(false)
    expect(is_in_view(rows[3], 'differs')).toBe(false)
  })

  it('offers each flag of the scheme under its own words', () => {
    const flagged = row('e')
    flagged.outcome.flags = [{ flag: 'below_gate', title: '未达下限' }]
    expect(views_of([flagged]).find((one) => one.view === 'flag:below_gate')?.title).toBe('未达下限')
    expect(is_in_view(rows[0], 'flag:below_gate')).toBe(false)
  })

  it('narrows by view, unit and part of the name together', () => {
    const of = (view: string, unit: string, q: string) =>
      chosen_rows(rows, { view, unit, q }).map((one) => one.official.id)
    expect(of('', '', '')).toEqual(['a', 'b', 'c', 'd'])
    expect(of('undecided', 'u2', '')).toEqual(['c'])
    expect(of('undecided', '', '人a')).toEqual(['a'])
  })

  it('keeps the order of the server within its groups', () => {
    const other = row('f')
    other.outcome.group = null
    expect(groups_of([...rows, other]).map((one) => [one.name, one.rows.length])).toEqual([
      ['人g1', 4],
      ['', 1],
    ])
  })

  it('shows quarters first, whatever else a scheme computes', () => {
    const one = row('a')
    const node = (name: string) => ({ node: name, title: name, value: '90' })
    one.outcome.nodes = ['routine', 'quarter.Q2', 'quarter.Q1'].map(node)
    expect(columns_of([one]).map((column) => column.node)).toEqual(['quarter.Q1', 'quarter.Q2', 'routine'])
  })
})

describe('seats', () => {
  const seat = (group: string, by_rule: number, seats: number, awarded: number) =>
    ({
      award: 'excellent',
      title: '优秀名额',
      grade: '优秀',
      group: person(group),
      counted: 10,
      seats_by_rule: by_rule,
      seats,
      candidates: 5,
      awarded,
      tied: 0,
    }) as SeatRow

  it('keep their total when some are moved, and say what was moved', () => {
    const rows = [seat('g1', 2, 1, 1), seat('g2', 2, 3, 2)]
    const [award] = awards_of(rows)
    expect([award.total.seats_by_rule, award.total.seats]).toEqual([4, 4])
    expect(rows.map((one) => signed(moved(one)))).toEqual(['−1', '+1'])
    expect(left(award.total)).toBe(1)
  })
})

describe('what stands in the way', () => {
  const problem = (code: string, is_blocking: boolean, official?: string) =>
    ({ code, is_blocking, detail: '', official: official ? person(official) : null }) as YearProblem

  it('comes first where it blocks', () => {
    const sorted = by_weight([problem('quarter_missing', false, 'a'), problem('evaluation_open', true)])
    expect(sorted.map((one) => one.code)).toEqual(['evaluation_open', 'quarter_missing'])
  })

  it('does not repeat the name that stands above it', () => {
    const said = (detail: string) => without_name({ ...problem('quarter_missing', false, 'a'), detail })
    expect([said('人a：第4季度没有评鉴。'), said('第4季度没有评鉴。')]).toEqual([
      '第4季度没有评鉴。',
      '第4季度没有评鉴。',
    ])
  })

  it('leads to where it is mended', () => {
    expect(problem_link(problem('counting_post_undecided', true, 'a'), 2026)).toMatchObject({
      name: 'personnel',
      query: { official: 'a' },
    })
    expect(problem_link(problem('no_leader_in_charge', true, 'a'), 2026)).toMatchObject({ name: 'person' })
    expect(problem_link(problem('something_new', true), 2026)).toBeNull()
  })
})

describe('a meeting', () => {
  const seats = [
    { official: person('c2'), role: 'member', from: '2026-01-01', to: null },
    { official: person('c1'), role: 'chair', from: '2026-01-01', to: '2027-01-10' },
    { official: person('c9'), role: 'member', from: '2027-01-11', to: null },
  ] as CommitteeSeat[]

  it('has the members of its day, the chair first, the last day of a seat among them', () => {
    expect(members_on(seats, '2027-01-10').map((one) => one.official.id)).toEqual(['c1', 'c2'])
    expect(members_on(seats, '2027-01-11').map((one) => one.official.id)).toEqual(['c2', 'c9'])
  })

  it('takes the quorum from the server and guesses none', () => {
    expect(quorum_known([meeting()], 4)).toBe(3)
    expect(quorum_known([meeting()], 5)).toBeNull()
  })

  it('lets a member leave for himself and for whom he declared, and counts who stays', () => {
    const leaves = [{ member: person('c2'), official: person('a'), reason: '亲属' }]
    const one = meeting({ leaves })
    expect(leaving_for(one, 'a').map((who) => who.id)).toEqual(['c2'])
    expect(leaving_for(one, 'c1').map((who) => who.id)).toEqual(['c1'])
    expect([can_decide(one, 'b'), can_decide(one, 'a'), can_decide(one, 'c1')]).toEqual([true, false, false])
  })
})

describe('deciding', () => {
  it('asks for a reason where the grade differs or a tie is resolved', () => {
    expect(reason_needed(row('a'), '称职')).toBe('')
    expect(reason_needed(row('a'), '优秀')).toBe('differs')
    expect(reason_needed(row('a'), '')).toBe('differs')
    expect(reason_needed(row('a', { tied_for: ['优秀'] }), '称职')).toBe('tied')
  })

  it('takes many rows at once but for ties, for want of quorum, and what is decided', () => {
    const rows = [
      row('a'),
      row('b', { tied_for: ['优秀'] }),
      row('c1'),
      row('d', { decision: decided('d', '称职') }),
    ]
    const { taken, left: out } = bulk_of(rows, meeting())
    expect(taken.map((one) => one.official.id)).toEqual(['a'])
    expect(out.map((one) => `${one.row.official.id} ${one.why}`)).toEqual([
      'b tied',
      'c1 no_quorum',
      'd decided',
    ])
    expect(as_proposed(rows[0])).toEqual({ official: 'a', grade: '称职', version: 0 })
  })

  it('sends, after a conflict, mine on top of what stands there, and leaves theirs alone', () => {
    const sent = ['a', 'b', 'c'].map((official) => ({ official, grade: '优秀', reason: 'r', version: 0 }))
    const conflicts = [
      { official: person('a'), mine: '优秀', present: decided('a', '称职', { version: 3 }) },
      { official: person('b'), mine: '优秀', present: decided('b', '称职', { version: 2 }) },
    ]
    expect(settle(sent, conflicts, { a: 'mine', b: 'theirs' })).toEqual([
      { official: 'a', grade: '优秀', reason: 'r', version: 3 },
      { official: 'c', grade: '优秀', reason: 'r', version: 0 },
    ])
  })

  it('finds the row that a fault means', () => {
    expect([row_of_pointer('/decisions/2/reason'), row_of_pointer('/chair')]).toEqual([2, null])
  })

  it('goes on to the next row that is open, from the top again if need be', () => {
    const rows = [row('a'), row('b', { decision: decided('b', '称职') }), row('c')]
    expect(next_open(rows, 'a')?.official.id).toBe('c')
    expect(next_open(rows, 'c')?.official.id).toBe('a')
    expect(next_open([rows[1]], 'b')).toBeUndefined()
  })
})

describe('the minutes', () => {
  const decisions = [decided('a', '称职'), decided('b', '优秀'), decided('c', ''), decided('d', '优秀')]
  const year = { grades: ['优秀', '称职'], rows: [row('d'), row('a'), row('b'), row('c')] } as unknown as Year

  it('list decisions by grade, best first, those without a grade last, in the order of the list', () => {
    const ids = by_grade(decisions, year).map((one) => [one.grade, one.decisions.map((d) => d.official.id)])
    expect(ids).toEqual([
      ['优秀', ['d', 'b']],
      ['称职', ['a']],
      ['', ['c']],
    ])
  })

  it('lose no decision while the list is not there yet, or has another word', () => {
    const all = (given: Year | undefined) => by_grade(decisions, given).flatMap((one) => one.decisions).length
    expect([all(undefined), all({ grades: ['优秀'], rows: [] } as unknown as Year)]).toEqual([4, 4])
  })

  it('name who was away, and each who left the room once', () => {
    const seats = ['c1', 'c2', 'c4'].map(
      (id) => ({ official: person(id), role: 'member', from: '2026-01-01', to: null }) as CommitteeSeat,
    )
    const leaves = [{ member: person('c2'), official: person('a'), reason: '亲属' }]
    const one = meeting({
      leaves,
      decisions: [
        decided('a', '称职', { left_room: [person('c2')] }),
        decided('c1', '称职', { left_room: [person('c1')] }),
      ],
    })
    expect(absent_from(one, seats).map((who) => who.id)).toEqual(['c4'])
    expect(recusals_of(one)).toEqual([
      { member: '人c2', official: '人a', reason: '亲属' },
      { member: '人c1', official: '', reason: '' },
    ])
  })
})
