// Which pages there are for whom. The order is that of a working day.
import { computed } from 'vue'
import {
  Calendar,
  Checked,
  DataBoard,
  EditPen,
  Finished,
  HomeFilled,
  Key,
  OfficeBuilding,
  Operation,
  Setting,
  Tickets,
  User,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import { use_session } from './session'

export interface Door {
  name: string // of the route
  icon: Component
}

export function use_doors() {
  const session = use_session()
  return computed(() => {
    const doors: (Door | false)[] = [
      { name: 'home', icon: HomeFilled },
      session.keeps_logs && { name: 'logs', icon: EditPen },
      session.is_official && { name: 'plan', icon: Tickets },
      session.is_official && { name: 'month', icon: Finished },
      session.is_reviewer && { name: 'reviews', icon: Checked },
      session.is_head && { name: 'works', icon: Operation },
      session.is_office && { name: 'board', icon: DataBoard },
      { name: 'organ', icon: OfficeBuilding },
      { name: 'people', icon: User },
      { name: 'calendar', icon: Calendar },
      session.is_office && { name: 'settings', icon: Setting },
      session.is_system_administrator && { name: 'accounts', icon: Key },
    ]
    return doors.filter((door): door is Door => door !== false)
  })
}
