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
    const text = readFileSync(readme, 'utf8')
    const figure = (name: string) => {
      const value = new RegExp(`^\\| ${name} *\\| ([^|]*?) *\\|`, 'm').exec(text)?.[1]
      if (value === undefined) throw new Error(`README.md has no figure "${name}"`)
      return value
    }
    return {
      downloadFile: figure('`downloadFile` alone'),
      everything: figure('everything'),
      added: figure('added by `downloadFile`'),
    }
  },
}
