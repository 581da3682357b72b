import path from 'node:path'
import { downloadProblems } from '../shared/download-page.js'
import { report } from '../shared/in-child.js'
import { openPage } from '../shared/page-instance.js'
import { compileEntryApp, type EntryPage, pathOfPage } from './entry-apps.js'
import type { EntryAppOutcome } from './entry-sizes.js'

// Compiles an app of a page for each of some entries, opens each of these pages as WeChat loads it, and downloads there.

const [packageFolder = '', ...entries] = process.argv.slice(2) as [string, ...EntryPage[]]

const { createWechatHost } = await import('../../packages/simulator/dist/index.mjs')
const { folder, bytes } = await compileEntryApp(entries, path.resolve(packageFolder))
const problems: string[] = []
for (const entry of entries) {
  const host = createWechatHost({ device: 'ios' })
  const found = await downloadProblems((url) => {
    const query = { url: encodeURIComponent(url) }
    const { data, handle } = openPage({ platform: 'wechat', project: folder, host }, pathOfPage(entry), query)
    return {
      start: () => handle('download', { type: 'tap' }),
      percent: () => data.percent as number | undefined,
      outcome: () => (data.status === 'ready' ? undefined : String(data.status)),
    }
  }, host.simulate.readFile).catch((error: unknown) => [String(error)])
  problems.push(...found.map((problem) => `${entry}: ${problem}`))
}
report({ bytes, problems } satisfies EntryAppOutcome)
