// Which pages there are for whom, in groups. The order within a group is that of a working day.
import { computed } from 'vue'
import {
  Calendar,
  Checked,
  DataAnalysis,
  DataBoard,
  DocumentChecked,
  EditPen,
  Finished,
  Flag,
  Grid,
  HomeFilled,
  Key,
  List,
  Medal,
  Memo,
  OfficeBuilding,
  Operation,
  RefreshLeft,
  Setting,
  Stamp,
  Star,
  Tickets,
  Upload,
  User,
  UserFilled,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import { use_session } from './session'

export interface Door {
  name: string // of the route
  icon: Component
}

export interface DoorGroup {
  name: 'work' | 'review' | 'appraisal' | 'organ'
  doors: Door[]
}

const those = (doors: (Door | false)[]) => doors.filter((door): door is Door => door !== false)

export function use_door_groups() {
  const session = use_session()
  return computed<DoorGroup[]>(() => {
    // The office and the committee organise the appraisal; who keeps accounts sees nothing of it.
    const organises = session.is_office || session.is_committee
    const groups: DoorGroup[] = [
      {
        name: 'work',
        doors: those([
          { name: 'home', icon: HomeFilled },
          session.keeps_logs && { name: 'logs', icon: EditPen },
          session.is_official && { name: 'plan', icon: Tickets },
          session.is_official && { name: 'month', icon: Finished },
          // Nobody reviews a leader.
          session.is_official && !session.is_leader && { name: 'quarter', icon: Medal },
          session.is_official && { name: 'summary', icon: Memo },
          session.is_official && { name: 'own_year', icon: DocumentChecked },
        ]),
      },
      {
        name: 'review',
        doors: those([
          session.is_reviewer && { name: 'reviews', icon: Checked },
          session.is_reviewer && { name: 'quarters', icon: Grid },
          session.is_official && { name: 'rating', icon: Star },
          session.is_head && { name: 'works', icon: Operation },
        ]),
      },
      {
        name: 'appraisal',
        doors: those([
          session.is_office && { name: 'board', icon: DataBoard },
          session.is_office && { name: 'evaluation', icon: List },
          organises && { name: 'year', icon: Stamp },
          (session.is_leader || session.is_office) && { name: 'overview', icon: DataAnalysis },
          organises && { name: 'reopenings', icon: RefreshLeft },
          organises && { name: 'personnel', icon: UserFilled },
          (organises || session.is_official) && { name: 'uses', icon: Flag },
        ]),
      },
      {
        name: 'organ',
        doors: those([
          { name: 'organ', icon: OfficeBuilding },
          { name: 'people', icon: User },
          { name: 'calendar', icon: Calendar },
          session.is_office && { name: 'imports', icon: Upload },
          session.is_office && { name: 'settings', icon: Setting },
          session.is_system_administrator && { name: 'accounts', icon: Key },
        ]),
      },
    ]
    return groups.filter((group) => group.doors.length)
  })
}

export function use_doors() {
  const groups = use_door_groups()
  return computed(() => groups.value.flatMap((group) => group.doors))
}

// The chapter of the handbook about a page; about none of its own, the list of chapters.
export const help_of = (page: unknown) => ({
  name: 'help',
  query: page && page !== 'help' ? { of: String(page) } : undefined,
})
