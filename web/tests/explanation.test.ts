import { describe, expect, it } from 'vitest'
import type { ExplanationNode } from '../src/api/types'
import { path_to, without_id } from '../src/ui/explanation'

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

  it('is shown whole where nothing is called so', () => {
    expect(path_to(tree, 'nothing')).toEqual([])
  })
})
