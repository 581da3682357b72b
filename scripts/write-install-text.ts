// Says on every page, and in the examples, how to install what there is: from a clone as long as no version was given, then from the registry.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { nativePlatforms } from '../tools/shared/native-platforms.js'
import { installPages, withInstallText } from './install-text.js'

/** The working tree, or a copy of it. */
const workspace = path.resolve(process.argv[2] ?? '.')
const read = (file: string) => readFileSync(path.join(workspace, file), 'utf8')
const write = (file: string, text: string) => writeFileSync(path.join(workspace, file), text)

const { version } = JSON.parse(read('packages/wechat/package.json')) as { version: string }
const isReleased = version !== '0.0.0'
for (const page of installPages(workspace)) {
  const text = read(page)
  const said = withInstallText(page, text, isReleased)
  if (said !== text) write(page, said)
}
for (const [platform, { package: name }] of Object.entries(nativePlatforms)) {
  const manifest = { private: true, ...(isReleased && { dependencies: { [name]: `^${version}` } }) }
  write(`examples/${platform}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`)
}
