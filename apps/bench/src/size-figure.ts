import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Figure, kilobytes, platforms } from './figure.js'

const parts = {
  '`downloadFile` alone': '{ downloadFile }',
  '`createDownloader` alone': '{ createDownloader }',
  everything: '*',
}

/** What the packages add to an app: bundled, minified for ES2018. */
export const sizeFigure: Figure = {
  name: 'size',
  title: 'Sizes, gzip',
  async measure() {
    const body = Object.entries(parts).map(async ([title, exported]) => {
      const sizes = platforms.map(({ name }) =>
        measureSize(`export ${exported} from '@miniferry/download-${name}'`),
      )
      return [title, ...(await Promise.all(sizes)).map(kilobytes)]
    })
    return { rows: [['', ...platforms.map(({ title }) => title)], ...(await Promise.all(body))] }
  },
}

async function measureSize(source: string): Promise<number> {
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
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
}
