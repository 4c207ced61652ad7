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

export const has_more = (node: ExplanationNode) => node.children.length > 0 || node.tried.length > 0
