import { describe, expect, it } from 'vitest'
import { Problem, as_problem, field_problem, problem_from } from '../src/api/problem'

describe('a problem', () => {
  it('carries the sentence, the number of the request and the fields', () => {
    const answer = new Response('{}', { status: 422 })
    const problem = problem_from(answer, {
      detail: '内容不能为空。',
      code: 'text_missing',
      request: 'r-7',
      errors: [{ pointer: '/items/1/goal', code: 'text_missing', detail: '请填写目标。' }],
    })
    expect([problem.message, problem.request, problem.status]).toEqual(['内容不能为空。', 'r-7', 422])
    expect(field_problem(problem, '/items/1/goal')).toBe('请填写目标。')
    expect(field_problem(problem, '/items/0/goal')).toBe('')
  })

  it('is made of an answer that is no problem document, as a proxy sends it', () => {
    const problem = problem_from(new Response('', { status: 502 }), '<html>')
    expect([problem.is_passing, problem.code]).toEqual([true, 'status_502'])
  })

  it('tells a lost connection from a fault of the page', () => {
    expect(as_problem(new TypeError('Failed to fetch')).is_passing).toBe(true)
    expect(as_problem(new Error('boom')).is_passing).toBe(false)
    expect(as_problem(new Problem(412, 'stale', '', '')).is_conflict).toBe(true)
  })
})
