import type { ExplanationNode } from '../api/types'

// The way from the root to the first node that is called so; empty: there is none, and the whole is shown.
export function path_to(tree: ExplanationNode, label: string): ExplanationNode[] {
  if (tree.label === label) return [tree]
  for (const child of [...tree.children, ...tree.tried]) {
    const rest = path_to(child, label)
    if (rest.length) return [tree, ...rest]
  }
  return []
}

// The root names the person with his id, which is for programs; people read the name.
export const without_id = (tree: ExplanationNode, official: string): ExplanationNode => ({
  ...tree,
  label: tree.label.replace(`（${official}）`, ' ').replace(` (${official})`, ''),
})

// The scheme's own words, as people say them: （superior, Q1） becomes （上级，一季度）. Unknown ones stay.
type Say = { quarter: (n: string) => string; role: (role: string) => string }
export const in_words = (text: string, say: Say) =>
  text
    .replace(/（([a-z_]+), Q([1-4])）/g, (_, role, n) => `（${say.role(role)}，${say.quarter(n)}）`)
    .replace(/（Q([1-4])）/g, (_, n) => `（${say.quarter(n)}）`)

export const tree_in_words = (tree: ExplanationNode, say: Say): ExplanationNode => ({
  ...tree,
  label: in_words(tree.label, say),
  formula: in_words(tree.formula, say),
  // Of nothing there are no numbers: 任一().
  numbers: tree.numbers.endsWith('()') ? '' : in_words(tree.numbers, say),
  children: tree.children.map((child) => tree_in_words(child, say)),
  tried: tree.tried.map((child) => tree_in_words(child, say)),
})

// Whether there is anything to unfold.
export const has_more = (node: ExplanationNode) =>
  node.children.length + node.tried.length > 0 ||
  [node.formula, node.note, node.source, node.article].some(Boolean)
