import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Figures {
  /** As `bench` wrote them: for WeChat. */
  readonly downloadFile: string
  readonly everything: string
  readonly added: string
}

declare const data: Figures

export { data }

const readme = join(import.meta.dirname, '../../../../README.md')

export default {
  watch: [readme],
  /** Nothing on the first page is typed by hand that is measured elsewhere. */
  load(): Figures {
    const rows = new Map(
      readFileSync(readme, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .map(([, name = '', value = '']) => [name, value] as const),
    )
    const figure = (name: string) => {
      const value = rows.get(name)
      if (value === undefined) throw new Error(`README.md has no figure "${name}"`)
      return value
    }
    /** Sizes are there minified and gzipped. */
    const gzipped = (name: string) => figure(name).replace(/^.*\/ /, '')
    return {
      downloadFile: gzipped('`downloadFile`'),
      everything: gzipped('everything'),
      added: figure('added by `downloadFile`'),
    }
  },
}
