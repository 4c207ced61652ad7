import type { Unit } from '../../api/types'

export interface Node {
  unit: Unit
  depth: number
}

// The units in the order of the tree; one whose parent is not shown stands at the top.
export function in_order(units: Unit[]): Node[] {
  const known = new Set(units.map((unit) => unit.id))
  const under = new Map<string, Unit[]>()
  for (const unit of units) {
    const parent = known.has(unit.parent) && unit.parent !== unit.id ? unit.parent : ''
    under.set(parent, [...(under.get(parent) ?? []), unit])
  }
  const nodes: Node[] = []
  const visit = (parent: string, depth: number) => {
    const children = [...(under.get(parent) ?? [])].sort(
      (a, b) => a.ordinal - b.ordinal || a.name.localeCompare(b.name, 'zh'),
    )
    for (const unit of children) {
      nodes.push({ unit, depth })
      visit(unit.id, depth + 1)
    }
  }
  visit('', 0)
  return nodes
}

export const unit_choices = (units: Unit[]) =>
  in_order(units).map(({ unit, depth }) => ({ value: unit.id, label: '  '.repeat(depth) + unit.name }))
