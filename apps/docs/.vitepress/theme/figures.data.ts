import { readFileSync } from 'node:fs'
import { join } from 'node:path'

declare const data: ReturnType<typeof load>

export { data }

const repository = join(import.meta.dirname, '../../../..')
const page = join(repository, 'docs/bench/README.md')
const manifest = join(repository, 'packages/wechat/package.json')

/** Nothing on the first page is typed by hand that is measured elsewhere. */
function figure(name: string): string {
  const row = new RegExp(`^\\| ${name} *\\| ([^|]*?) *\\|`, 'm')
  const value = row.exec(readFileSync(page, 'utf8'))?.[1]
  if (value === undefined) throw new Error(`docs/bench/README.md has no figure "${name}"`)
  return value
}

/** As `bench` wrote them, for WeChat, and what is released. */
function load() {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  return {
    native: figure('`/download-file`'),
    // Minified and gzipped.
    bundled: figure('`downloadFile`').replace(/^.*\/ /, ''),
    added: figure('added by `downloadFile`'),
    dependencies: '0',
    version,
    isReleased: version !== '0.0.0',
  }
}

export default { watch: [page, manifest], load }
