// Prints the licences of the packages that the web application is built from, for those who hand out the build.
// Fails when a package says no licence.
import { readFileSync, readdirSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root)))

// What is only needed to build and test stays out: its code is not in the build.
const paths = Object.keys(lock.packages)
  .filter((path) => path !== '' && !lock.packages[path].dev && !lock.packages[path].optional)
  .sort()

for (const path of paths) {
  const folder = new URL(`${path}/`, root)
  const about = JSON.parse(readFileSync(new URL('package.json', folder)))
  if (!about.license) throw new Error(`${path} says no licence`)
  console.log(`${'='.repeat(80)}\n${about.name} ${about.version}\n${about.license}\n`)
  const texts = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .sort()
  for (const name of texts) console.log(`${readFileSync(new URL(name, folder), 'utf8').trim()}\n`)
}
