// The order of the handbook for a person, the chapter about a page, and the search in all chapters.
import type chapters from 'virtual:handbook'

export type Chapter = (typeof chapters)[number]
export type Role = Chapter['role']

export const roles: Role[] = ['official', 'reviewer', 'office', 'committee', 'administrator', 'everybody']

export interface Part {
  role: Role
  is_mine: boolean
  chapters: Chapter[]
}

// One's own parts first, then what is for everybody, then the others: nothing is hidden.
export function parts_for(all: Chapter[], mine: Partial<Record<Role, boolean>>): Part[] {
  const weight = (role: Role) => (mine[role] ? 0 : role === 'everybody' ? 1 : 2)
  return roles
    .map((role) => ({
      role,
      is_mine: mine[role] === true,
      chapters: all.filter((one) => one.role === role),
    }))
    .filter((part) => part.chapters.length)
    .sort((a, b) => weight(a.role) - weight(b.role))
}

// Of several about one page, the first in the reader's own order.
export const chapter_about = (ordered: Chapter[], page: string) =>
  ordered.find((one) => one.pages.includes(page))

export interface Find {
  chapter: Chapter
  before: string
  hit: string // '' where only the title holds it
  after: string
}

const around = { before: 24, after: 60 } // characters: two lines of the list

export function finds_in(all: Chapter[], sought: string): Find[] {
  const words = sought.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return []
  const in_title = (one: Chapter) => words.every((word) => one.title.toLowerCase().includes(word))
  return all
    .filter((one) => {
      const whole = `${one.title} ${one.text}`.toLowerCase()
      return words.every((word) => whole.includes(word))
    })
    .sort((a, b) => Number(in_title(b)) - Number(in_title(a)))
    .map((chapter) => {
      const at = chapter.text.toLowerCase().indexOf(words[0])
      if (at < 0) return { chapter, before: chapter.text.slice(0, around.after), hit: '', after: '…' }
      const from = Math.max(0, at - around.before)
      const end = at + words[0].length
      return {
        chapter,
        before: (from ? '…' : '') + chapter.text.slice(from, at),
        hit: chapter.text.slice(at, end),
        after:
          chapter.text.slice(end, end + around.after) + (end + around.after < chapter.text.length ? '…' : ''),
      }
    })
}
