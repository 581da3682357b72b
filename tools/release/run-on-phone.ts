import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readText } from '../shared/files.js'
import { reportProblems } from '../shared/in-child.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import { packedSimulator } from '../shared/packed-packages.js'
import { openPage } from '../shared/page-instance.js'
import { templateElements } from '../shared/templates.js'

// Runs bundles, or opens a page and taps its first button, on a phone of the packed simulator on which every address answers with one file.

/** The samples know its MD5. */
const everyFile = 'The quick brown fox jumps over the lazy dog'
const [platformName, simulator = '', ...rest] = process.argv.slice(2)
const platform = platformName as PlatformName

function createPhone() {
  const { createWechatHost, createAlipayHost, createScriptedFetch } = packedSimulator(simulator)
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': String(everyFile.length) }
  const fetch = createScriptedFetch(() => ({ headers, chunks: [{ bytes: Buffer.from(everyFile) }] }))
  const host = { wechat: createWechatHost, alipay: createAlipayHost }[platform]({ device: 'ios', fetch })
  const isQuiet = async () => {
    do await new Promise((resolve) => setTimeout(resolve, 20))
    while (host.simulate.tasks.length > 0)
  }
  return { host, isQuiet }
}

async function bundleProblems(bundle: string): Promise<string[]> {
  const { host, isQuiet } = createPhone()
  Object.assign(globalThis, { [nativePlatforms[platform].host]: host })
  await import(pathToFileURL(bundle).href)
  await isQuiet()
  const isUsed = host.simulate.calls.some(({ api }) => api === 'downloadFile')
  return isUsed ? [] : [`${path.basename(bundle)} downloaded nothing`]
}

/** Whether the page has a file to show in the end. */
async function pageProblems(project: string, page: string): Promise<string[]> {
  const { host, isQuiet } = createPhone()
  const { markup, tap } = nativePlatforms[platform]
  const { data, handle } = openPage({ platform, project, host }, page, {})
  const elements = templateElements(readText(project, page + markup))
  const handler = elements.find(({ tag }) => tag === 'button')?.attributes[tap]
  if (handler === undefined) return ['the page has no button to tap']
  handle(handler, { type: 'tap' })
  await isQuiet()
  const values = elements
    .flatMap(({ attributes }) => Object.values(attributes))
    .flatMap((value) => /^\{\{\s*(\w+)\s*\}\}$/.exec(value)?.[1] ?? [])
    .map((name) => data[name])
  const bytes = values
    .map((value) => (typeof value === 'string' ? host.simulate.readFile(value) : undefined))
    .find((found) => found !== undefined)
  return [
    ...(bytes === undefined ? [`the page shows no file: ${JSON.stringify(data)}`] : []),
    ...(bytes && Buffer.from(bytes).toString() !== everyFile ? ['the file has other bytes'] : []),
    ...(values.includes(100) ? [] : [`the page does not show 100 percent: ${JSON.stringify(data)}`]),
  ]
}

await reportProblems(async () => {
  const [first = '', page = ''] = rest
  if (!first.endsWith('.mjs')) return pageProblems(first, page)
  const problems: string[] = []
  for (const bundle of rest) problems.push(...(await bundleProblems(bundle)))
  return problems
})
