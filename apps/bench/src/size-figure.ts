import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Figure, kilobytes, platforms } from './figure.js'
import { nativeSizes } from './native-sizes.js'

/** What an app imports, and from which entry. */
const parts = {
  '`downloadFile`': [['downloadFile', 'download-file']],
  '`createDownloader`': [['createDownloader', 'downloader']],
  '`createDownloader` and `createFileCache`': [
    ['createDownloader', 'downloader'],
    ['createFileCache', 'cache'],
  ],
  everything: [['*', undefined]],
} as const

/** What the packages add to an app: bundled and minified for ES2018; and, without a bundler, what WeChat's own compiler leaves. */
export const sizeFigure: Figure = {
  name: 'size',
  title: 'Sizes, minified / gzip',
  async measure() {
    const rows: string[][] = []
    for (const [title, imports] of Object.entries(parts)) {
      const row = [title]
      for (const { name } of platforms) {
        const source = imports.map(([exported, entry]) => {
          const names = exported === '*' ? '*' : `{ ${exported} }`
          return `export ${names} from '@miniferry/download-${name}${entry ? `/${entry}` : ''}'`
        })
        row.push(await measureSize(source.join('\n')))
      }
      rows.push(row)
    }
    return {
      rows: [['bundled', ...platforms.map(({ title }) => title)], ...rows],
      notes: [
        'An import from the root costs the same: bundlers drop what is not used.',
        ...(await nativeSizes()),
      ],
    }
  },
}

async function measureSize(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2018',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return `${kilobytes(code.length)} / ${kilobytes(gzipSync(code, { level: 9 }).length)}`
}
