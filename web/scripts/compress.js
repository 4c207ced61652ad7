// Lays a .gz beside every asset of the build, so that the server sends it without compressing again.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'

const compressible = /\.(html|js|css|svg|json|txt)$/
const smallest_bytes = 1024 // below this the headers weigh more than what is saved

function compress_folder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) compress_folder(path)
    else if (compressible.test(entry.name)) {
      const bytes = readFileSync(path)
      if (bytes.length >= smallest_bytes)
        writeFileSync(path + '.gz', gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
    }
  }
}

compress_folder(new URL('../dist', import.meta.url).pathname)
