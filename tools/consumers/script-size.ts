import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { BuiltProject } from './consumer.js'

interface Minifier {
  transform(code: string, options: object): Promise<{ code: string }>
}

/** The minifier that the demo is built with. */
const { transform } = createRequire(new URL('../../apps/demo/package.json', import.meta.url))(
  'esbuild',
) as Minifier

/** Bytes of all scripts, minified: some builds leave that to the vendor's DevTools. */
export async function scriptSize(built: BuiltProject): Promise<number> {
  let size = 0
  for (const file of built.scripts) {
    const { code } = await transform(readFileSync(path.join(built.folder, file), 'utf8'), {
      minify: true,
      charset: 'utf8',
    })
    size += Buffer.byteLength(code)
  }
  return size
}
