import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As `bench` wrote them into the README: for WeChat. */
export interface Figures {
  readonly downloadFile: string
  readonly everything: string
  readonly added: string
}

declare const data: Figures

export { data }

const readme = join(import.meta.dirname, '../../../../README.md')

/** Nothing on the first page is typed by hand that is measured elsewhere. */
function figure(name: string): string {
  const row = new RegExp(`^\\| ${name} *\\| ([^|]*?) *\\|`, 'm')
  const value = row.exec(readFileSync(readme, 'utf8'))?.[1]
  if (value === undefined) throw new Error(`README.md has no figure "${name}"`)
  return value
}

/** Sizes are there minified and gzipped. */
function gzipped(name: string): string {
  return figure(name).replace(/^.*\/ /, '')
}

export default {
  watch: [readme],
  load: (): Figures => ({
    downloadFile: gzipped('`downloadFile`'),
    everything: gzipped('everything'),
    added: figure('added by `downloadFile`'),
  }),
}
