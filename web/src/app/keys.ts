// Where a letter is a letter and no shortcut: in a field, in a grid that is typed into, and below a dialog.
//
// A dialog that was closed leaves its overlay behind, hidden: only one that is seen counts.
const is_seen = (one: Element) => one.getClientRects().length > 0
const is_under_dialog = () => [...document.querySelectorAll('dialog[open], .el-overlay')].some(is_seen)

export function is_no_shortcut(event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target as HTMLElement
  return (
    target.matches('input, textarea, select, [contenteditable], [role="grid"], [role="grid"] *') ||
    is_under_dialog()
  )
}
