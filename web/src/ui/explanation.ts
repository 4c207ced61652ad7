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

export const has_more = (node: ExplanationNode) => node.children.length > 0 || node.tried.length > 0
