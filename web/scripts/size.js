// Fails when what a browser must load before the first page is usable weighs more than 170 KB, compressed.
// The first page is the log-in page or the home page, whichever is heavier.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const limit_bytes = 170 * 1024
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist)))

function gather(key, files) {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return
  files.add(chunk.file)
  for (const style of chunk.css ?? []) files.add(style)
  for (const next of chunk.imports ?? []) gather(next, files)
}

function weigh(...entries) {
  const files = new Set(['index.html'])
  for (const entry of entries) {
    if (!manifest[entry]) throw new Error(`the build has no ${entry}`)
    gather(entry, files)
  }
  let bytes = 0
  for (const file of files) bytes += gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length
  return bytes
}

let heaviest = 0
const first_pages = {
  'log-in': ['src/features/session/LogInPage.vue'],
  home: ['src/app/Shell.vue', 'src/features/home/HomePage.vue'],
}
for (const [name, entries] of Object.entries(first_pages)) {
  const bytes = weigh('index.html', ...entries)
  heaviest = Math.max(heaviest, bytes)
  console.log(`${name}: ${(bytes / 1024).toFixed(1)} KB of ${limit_bytes / 1024} KB`)
}
if (heaviest > limit_bytes) {
  console.error('The first page is too heavy. Load what it does not need at once on demand.')
  process.exit(1)
}
