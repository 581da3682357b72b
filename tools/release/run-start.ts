import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { PlatformName } from '../consumers/consumer.js'
import { startMiniProgram } from '../consumers/runtime/mini-program.js'
import { report } from '../shared/run-in-child.js'
import { templateElements } from '../shared/template-elements.js'
import { createPhone, everyFile } from './create-phone.js'

const [platformArgument, simulator = '', project = '', page = ''] = process.argv.slice(2)
const platform = platformArgument as PlatformName

/** Opens the page, taps its first button, and looks whether the page has a file to show then. */
await report(async () => {
  const phone = createPhone(platform, createRequire(path.join(simulator, 'package.json')))
  const instance = startMiniProgram({ platform, project, host: phone.host }).openPage(page, {})
  const markup = readFileSync(
    path.join(project, `${page}.${platform === 'wechat' ? 'wxml' : 'axml'}`),
    'utf8',
  )
  const elements = templateElements(markup)
  const handler = elements
    .filter(({ tag }) => tag === 'button')
    .map(({ attributes }) => attributes[platform === 'wechat' ? 'bindtap' : 'onTap'])[0]
  if (handler === undefined) return ['the page has no button to tap']
  instance.handle(handler, { type: 'tap' })
  await phone.isQuiet()

  const shown = elements.flatMap(({ attributes }) =>
    Object.values(attributes).flatMap((value) => /^\{\{\s*(\w+)\s*\}\}$/.exec(value)?.[1] ?? []),
  )
  const values = shown.map((name) => instance.data[name])
  const bytes = values
    .map((value) => (typeof value === 'string' ? phone.host.simulate.readFile(value) : undefined))
    .find((found) => found !== undefined)
  return [
    ...(bytes === undefined ? [`the page shows no file: ${JSON.stringify(instance.data)}`] : []),
    ...(bytes && Buffer.from(bytes).toString() !== everyFile ? ['the file has other bytes'] : []),
    ...(values.includes(100) ? [] : [`the page does not show 100 percent: ${JSON.stringify(instance.data)}`]),
  ]
})
