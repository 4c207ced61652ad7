import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('is the one that the typed client was made from (npm run api)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhishi-contract-'))
  const fresh = join(folder, 'schema.d.ts')
  try {
    const contract = join(__dirname, '../../docs/api/openapi.yaml')
    const program = join(__dirname, '../node_modules/.bin/openapi-typescript')
    execFileSync(program, [contract, '-o', fresh], { stdio: 'pipe' })
    expect(readFileSync(join(__dirname, '../src/api/schema.d.ts'), 'utf8')).toBe(readFileSync(fresh, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)
