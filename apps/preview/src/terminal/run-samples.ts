import * as alipay from '@miniferry/download-alipay'
import { createAlipayHost, createWechatHost } from '@miniferry/download-simulator'
import * as wechat from '@miniferry/download-wechat'
import { downloadDomains } from '../phone/download-domains.js'
import { createPhoneFetch } from '../phone/phone-fetch.js'
import type { Output } from './progress-line.js'
import { runSample, type TerminalPlatform } from './run-sample.js'
import { sampleDownloads } from './sample-downloads.js'
import { formatTable } from './table.js'

/** Downloads every sample through both bindings and writes a table; returns what was not as expected. */
export async function runSamples(files: string, output: Output): Promise<string[]> {
  const rows: (readonly string[])[] = []
  const problems: string[] = []
  for (const platform of createPlatforms(files)) {
    for (const sample of sampleDownloads) {
      const { cells, problem } = await runSample(platform, sample, output)
      rows.push(cells)
      if (problem !== undefined) problems.push(problem)
    }
  }
  const header = ['platform', 'file', 'status', 'bytes', 'time', 'speed', 'stored at, or what the host said']
  output.write(`\n${formatTable(header, rows, [3, 4, 5])}\n`)
  return problems
}

/** The simulated hosts become the globals that the bindings look for, as in a mini-program. */
function createPlatforms(files: string): TerminalPlatform[] {
  const options = { downloadDomains: downloadDomains(files), fetch: createPhoneFetch(files) }
  const wx = createWechatHost({ ...options, device: 'ios' })
  const my = createAlipayHost({ ...options, device: 'ios' })
  Object.assign(globalThis, { wx, my })
  return [
    {
      name: 'WeChat',
      downloadFile: wechat.downloadFile,
      userDataPath: wx.env.USER_DATA_PATH,
      readFile: wx.simulate.readFile,
    },
    {
      name: 'Alipay',
      downloadFile: alipay.downloadFile,
      userDataPath: my.env.USER_DATA_PATH,
      readFile: my.simulate.readFile,
    },
  ]
}
