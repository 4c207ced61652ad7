import { describe, expect, it } from 'vitest'
import type { ExplanationNode } from '../src/api/types'
import { in_words, path_to, without_id } from '../src/ui/explanation'

const node = (
  label: string,
  children: ExplanationNode[] = [],
  tried: ExplanationNode[] = [],
): ExplanationNode => ({
  label,
  value: '',
  formula: '',
  numbers: '',
  source: '',
  article: '',
  mark: '',
  from: '',
  note: '',
  children,
  tried,
})
const tree = node('result', [node('score', [node('routine', [node('Q1')])])], [node('absence')])

describe('an explanation', () => {
  it('is opened at the number that was asked for', () => {
    expect(path_to(tree, 'Q1').map((one) => one.label)).toEqual(['result', 'score', 'routine', 'Q1'])
  })

  it('finds what was tried and did not apply', () => {
    expect(path_to(tree, 'absence').map((one) => one.label)).toEqual(['result', 'absence'])
  })

  it('names the person without his id, in both languages', () => {
    expect(without_id(node('王宁（wang）2026 日志式考核'), 'wang').label).toBe('王宁 2026 日志式考核')
    expect(without_id(node('王宁 (wang) 2026 Log-style'), 'wang').label).toBe('王宁 2026 Log-style')
  })

  it('says the words of the scheme as people do, and leaves what it does not know', () => {
    const say = {
      quarter: (n: string) => `${n}季度`,
      role: (role: string) => (role === 'superior' ? '上级' : role),
    }
    expect(in_words('评分“业务能力”（superior, Q1）', say)).toBe('评分“业务能力”（上级，1季度）')
    expect(in_words('平均(季评鉴（Q1），季评鉴（Q2）)', say)).toBe('平均(季评鉴（1季度），季评鉴（2季度）)')
    expect(in_words('rating "tasks done" (superior, Q1)', say)).toBe('rating "tasks done" (superior, Q1)')
  })

  it('is shown whole where nothing is called so', () => {
    expect(path_to(tree, 'nothing')).toEqual([])
  })
})
