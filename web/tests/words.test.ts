// Both languages say everything that the pages ask for.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../src/words/en'
import zh from '../src/words/zh'

type Tree = { [key: string]: unknown }

function paths_of(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? paths_of(value as Tree, `${before}${key}.`)
      : [before + key],
  )
}

function value_at(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (part as Tree | undefined)?.[key], tree)
}

function sources_under(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources_under(path)
    return /\.(vue|ts)$/.test(entry.name) && !path.includes('/words/') ? [path] : []
  })
}

const sources = sources_under(join(__dirname, '../src')).map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}))

describe('words', () => {
  it('have the same keys in both languages', () => {
    expect(paths_of(en).sort()).toEqual(paths_of(zh).sort())
  })

  it('have the same places for values in both languages', () => {
    const places = (text: unknown) => [...String(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    for (const path of paths_of(zh))
      expect([path, places(value_at(en, path))]).toEqual([path, places(value_at(zh, path))])
  })

  it('say what every page asks for', () => {
    const asked = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\b(?:t|tm)\(\s*'([a-z_.]+)'/g)].map((match) => ({ path, key: match[1] })),
    )
    expect(asked.length).toBeGreaterThan(250)
    expect(asked.filter(({ key }) => value_at(zh, key) === undefined)).toEqual([])
  })

  it('stand in words/ and nowhere else', () => {
    const chinese = /[\u4e00-\u9fff]/
    // The contract's own remarks are copied into what is made from it.
    const written = sources.filter(({ path }) => !path.endsWith('schema.d.ts'))
    const found = written.flatMap(({ path, text }) =>
      text
        .replace(/\/\/.*$/gm, '')
        .split('\n')
        .filter((line) => chinese.test(line))
        .map((line) => `${path.split('/src/')[1]}: ${line.trim()}`),
    )
    // Names of days and months are made in one place; the language switch names each language in itself.
    expect(
      found.filter(
        (line) =>
          !/^(ui\/dates\.ts|app\/AccountMenu|features\/session\/LogInPage|features\/periods)/.test(line),
      ),
    ).toEqual([])
  })
})
