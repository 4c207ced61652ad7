// Who may sit in a meeting and whether enough of them are there. The server decides; this shows it while one ticks.
import type { CommitteeSeat, Meeting } from '../../api/types'

// Members of the committee on that day, the chair first.
const order = { chair: 0, deputy_chair: 1, member: 2 }
export function members_on(seats: CommitteeSeat[], day: string): CommitteeSeat[] {
  return seats
    .filter((seat) => seat.from <= day && (seat.to === null || seat.to >= day))
    .sort((a, b) => order[a.role] - order[b.role])
}

// How many must be there: the server's word, from a meeting of as many members; before the first one it is not known.
export function quorum_known(meetings: Meeting[], members: number): number | null {
  return meetings.find((meeting) => meeting.members === members)?.quorum ?? null
}

// The members who leave the room for this person: himself, and whoever said so.
export function leaving_for(meeting: Meeting, official: string): Meeting['present'] {
  const leaving = new Set(
    meeting.leaves.filter((one) => one.official.id === official).map((one) => one.member.id),
  )
  return meeting.present.filter((member) => member.id === official || leaving.has(member.id))
}

export const stay_for = (meeting: Meeting, official: string) =>
  meeting.present.length - leaving_for(meeting, official).length

export const can_decide = (meeting: Meeting, official: string) =>
  stay_for(meeting, official) >= meeting.quorum
