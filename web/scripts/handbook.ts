// The handbook of docs/handbook becomes pages of the application when it is built: each chapter a component that comes
// when it is opened, its pictures files of their own, and one list of the chapters with the text to search in.
//
// A chapter is Markdown with a head of three lines (see docs/handbook/README.md). Words in 「」 are words of the screen.
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Marked, type Tokens } from 'marked'
import type { Plugin } from 'vite'

export const handbook_folder = new URL('../../docs/handbook/', import.meta.url).pathname
const chapters_folder = join(handbook_folder, 'zh')
const roles = ['everybody', 'official', 'reviewer', 'office', 'committee', 'administrator']
const whole_list = '\0virtual:handbook'
const titles = '\0virtual:handbook-titles' // what the palette needs of them

const fail = (path: string, what: string): never => {
  throw new Error(`${path}: ${what}`)
}

export interface ChapterFile {
  name: string // its address
  title: string
  role: string
  pages: string[] // the routes that it is about
  body: string
}

export function read_chapter(path: string, text = readFileSync(path, 'utf8')): ChapterFile {
  const head = /^---\ntitle: (.+)\nrole: (.+)\npages: ?(.*)\n---\n/.exec(text)
  if (!head) return fail(path, 'it does not begin with a head of title, role and pages')
  const [whole, title, role, pages] = head
  if (!roles.includes(role)) fail(path, `there is no role ${role}`)
  const name = /^\d\d-([a-z-]+)\.md$/.exec(basename(path))?.[1]
  if (!name) return fail(path, 'its name is not NN-words.md')
  return { name, title, role, pages: pages.split(' ').filter(Boolean), body: text.slice(whole.length) }
}

export const chapter_files = () =>
  readdirSync(chapters_folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(chapters_folder, name))

// What a reader searches: the words without the signs of Markdown.
export const plain_text = (body: string) =>
  body
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[#*`|>「」]|^\s*(\d+\.|-)\s/gm, '')
    .replace(/\s+/g, ' ')
    .trim()

const escape = (text: string) =>
  text.replace(
    /[&<>"{}]/g,
    (sign) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '{': '&#123;', '}': '&#125;' })[sign]!,
  )

// The template of a chapter, a component of Vue: nothing is put into the page as HTML at run time.
export function template_of(path: string, { title, body }: Pick<ChapterFile, 'title' | 'body'>): string {
  const markdown = new Marked<string>({
    renderer: {
      html: (): string => fail(path, 'HTML has no place in the handbook'),
      text(token) {
        if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens)
        return escape(unescaped(token.text)).replace(/「([^」]+)」/g, '<span class="ui-word">$1</span>')
      },
      codespan: ({ text }) => `<code>${escape(unescaped(text))}</code>`,
      code: ({ text }) => `<pre><code>${escape(text)}</code></pre>`,
      link({ href, tokens }) {
        const inside = this.parser.parseInline(tokens)
        const chapter = /^\d\d-([a-z-]+)\.md$/.exec(href)?.[1]
        if (!chapter) fail(path, `a link leads to another chapter, not to ${href}`)
        return `<RouterLink to="/help/${chapter}">${inside}</RouterLink>`
      },
      image: ({ href, text }) =>
        `<img class="help-picture${/-phone\./.test(href) ? ' is-phone' : ''}" src="${escape(href)}" alt="${escape(text)}" loading="lazy" />`,
      // A wide table scrolls within itself.
      table(token) {
        const cells = (row: Tokens.TableCell[], tag: string) =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')
        return `<div class="grid-scroll" tabindex="0" role="group" aria-label="${escape(title)}"><table class="grid help-table"><thead><tr>${cells(token.header, 'th scope="col"').replaceAll('</th scope="col">', '</th>')}</tr></thead><tbody>${rows}</tbody></table></div>`
      },
    },
  })
  return `<template><div class="help-text">${markdown.parse(body)}</div></template>`
}

const unescaped = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as string]!,
  )

// Before the plugin of Vue, which is told to take .md as its own.
export function handbook(): Plugin {
  return {
    name: 'zhishi-handbook',
    enforce: 'pre',
    resolveId: (id) => ([whole_list, titles].includes('\0' + id) ? '\0' + id : undefined),
    load(id) {
      if (id === whole_list || id === titles) {
        const chapters = chapter_files().map((path) => {
          this.addWatchFile(path)
          const { body, ...chapter } = read_chapter(path)
          if (id === titles) return { name: chapter.name, title: chapter.title }
          return { ...chapter, text: plain_text(body) }
        })
        return `export default ${JSON.stringify(chapters)}`
      }
      if (id.startsWith(chapters_folder) && id.endsWith('.md')) return template_of(id, read_chapter(id))
    },
  }
}
