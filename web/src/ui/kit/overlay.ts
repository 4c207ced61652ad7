import 'element-plus/es/components/dialog/style/css'
import 'element-plus/es/components/drawer/style/css'

import { nextTick } from 'vue'

export { ElDialog, ElDrawer } from 'element-plus'

// The kit draws the head of a dialog as <header>, which a screen reader takes for the banner of the whole page.
export async function tell_head_from_banner() {
  await nextTick()
  for (const head of document.querySelectorAll('.el-dialog__header, .el-drawer__header'))
    head.setAttribute('role', 'presentation')
}
