// The handbook says what is so: its words stand on the screen, its links and pictures are there, every page has a chapter.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileTemplate } from 'vue/compiler-sfc'
import { chapter_files, handbook_folder, plain_text, read_chapter, template_of } from '../scripts/handbook'
import { chapter_about, finds_in, parts_for, type Chapter } from '../src/features/help/chapters'
import zh from '../src/words/zh'

type Tree = { [key: string]: unknown }
const texts_of = (tree: Tree): string[] =>
  Object.values(tree).flatMap((one) =>
    typeof one === 'string' ? [one] : typeof one === 'object' && one ? texts_of(one as Tree) : [],
  )

// A text with places to fill in fits whatever stands there; one that is little else fits nothing.
const patterns = texts_of(zh)
  .filter((text) => text.includes('{') && text.replace(/\{\w+\}/g, '').length > 1)
  .map((text) => {
    const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.+')}$`)
  })
const words = new Set(texts_of(zh))
const is_on_screen = (word: string) => words.has(word) || patterns.some((one) => one.test(word))
const unknown_words = (body: string) =>
  [...body.matchAll(/「([^」]*)」/g)].map(([, word]) => word).filter((word) => !is_on_screen(word))

// The pages of the scheme that are the organ's own are met in the year; these need no chapter of their own.
const without_chapter = ['nowhere', 'help']

const files = chapter_files()
const chapters = files.map((path) => ({ path, ...read_chapter(path) }))
const listed: Chapter[] = chapters.map((one) => ({
  ...one,
  role: one.role as Chapter['role'],
  text: plain_text(one.body),
}))

describe('the chapters of the handbook', () => {
  it('have an address each, and a page each that is about them', () => {
    expect(new Set(chapters.map((one) => one.name)).size).toBe(chapters.length)
    const about = new Set(chapters.flatMap((one) => one.pages))
    const pages = Object.keys(zh.page).filter((page) => !without_chapter.includes(page))
    expect(pages.filter((page) => !about.has(page))).toEqual([])
    expect([...about].filter((page) => !(page in zh.page))).toEqual([])
  })

  it.each(chapters.map((one) => [one.name, one] as const))('%s: words, links, pictures', (_, chapter) => {
    expect(unknown_words(chapter.body)).toEqual([])
    for (const [, href] of chapter.body.matchAll(/(?<!!)\[[^\]]*\]\(([^)]*)\)/g))
      expect(existsSync(join(handbook_folder, 'zh', href)), href).toBe(true)
    for (const [, src] of chapter.body.matchAll(/!\[[^\]]+\]\(([^)]*)\)/g))
      expect(existsSync(join(handbook_folder, 'zh', src)), src).toBe(true)
    const source = template_of(chapter.path, chapter).replace(/^<template>|<\/template>$/g, '')
    const { errors } = compileTemplate({ source, filename: chapter.path, id: chapter.name })
    expect(errors).toEqual([])
  })

  it('are refused for a word that no screen has, HTML, a foreign link and a head that is none', () => {
    expect(unknown_words('点「提交」，再点「一键提交」，见“不查的话”')).toEqual(['一键提交'])
    expect(unknown_words('「已向崔海涛下发年度计划」')).toEqual([])
    const of = (body: string) => template_of('10-x.md', { title: '题', body })
    expect(() => of('<b>粗</b>')).toThrow(/HTML/)
    expect(() => of('[外](https://example.org)')).toThrow(/another chapter/)
    expect(() => read_chapter('10-x.md', '# 题')).toThrow(/head/)
    expect(() => read_chapter('x.md', '---\ntitle: 题\nrole: office\npages:\n---\n')).toThrow(/NN/)
    // What looks like a place to fill in stays text.
    expect(of('写 `{{ a }}` 和 a<b')).toContain('&#123;&#123; a &#125;&#125;')
  })
})

describe('the handbook for a reader', () => {
  it('begins with his own part', () => {
    const parts = parts_for(listed, { office: true })
    expect(parts[0]).toMatchObject({ role: 'office', is_mine: true })
    expect(parts[1].role).toBe('everybody')
    expect(parts.flatMap((part) => part.chapters)).toHaveLength(listed.length)
  })

  it('opens at the chapter of the page he comes from', () => {
    expect(chapter_about(listed, 'logs')?.name).toBe('log')
    expect(chapter_about(listed, 'nothing')).toBeUndefined()
  })

  it('finds titles before texts, and every word that was typed', () => {
    const finds = finds_in(listed, '退回')
    expect(finds.length).toBeGreaterThan(2)
    expect(finds[0].chapter.title).toContain('退回')
    expect(finds_in(listed, '批量 示例行').map((one) => one.chapter.name)).toEqual(['import'])
    expect(finds_in(listed, '没有的话语')).toEqual([])
    expect(finds_in(listed, ' ')).toEqual([])
    const log = finds_in(listed, 'alt+1')[0]
    expect(log.hit).toBe('Alt+1')
  })
})
