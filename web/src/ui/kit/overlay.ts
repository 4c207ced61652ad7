import { nextTick } from 'vue'
import 'element-plus/es/components/dialog/style/css'
import 'element-plus/es/components/drawer/style/css'

export { ElDialog, ElDrawer } from 'element-plus'

// A function for `ref` of a dialog's content: the kit draws the head of a dialog as <header>, which a screen reader
// takes for the banner of the whole page.
export function tell_head_from_banner(content: unknown) {
  if (!(content instanceof HTMLElement)) return
  // The content is made before it hangs in its dialog.
  void nextTick(() => {
    content.closest('[role="dialog"]')?.querySelector('header')?.setAttribute('role', 'presentation')
  })
}
