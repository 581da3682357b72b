import { abortProblems, type DownloadPage, downloadProblems } from '../shared/download-page.js'
import { readText } from '../shared/files.js'
import { reportProblems } from '../shared/in-child.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import { packedSimulator } from '../shared/packed-packages.js'
import { openPage } from '../shared/page-instance.js'
import type { Consumer } from './consumers.js'
import { type PageDriver, templateDriver, treeDriver } from './page-driver.js'

/** What to run, as JSON on the command line of this process. */
export interface RunRequest extends Pick<Consumer, 'page' | 'renders'> {
  readonly platform: PlatformName
  /** The folder with `app.js`. */
  readonly project: string
  readonly scenario: 'download' | 'abort'
  /** The folder whose `node_modules` has the packed simulator. */
  readonly simulator: string
}

/** What the page of a consumer shows: `ready`, a percentage, or the outcome. */
function downloadPage({ status, tap }: PageDriver): DownloadPage & { abort(): void } {
  return {
    isReady: () => status() === 'ready',
    start: () => tap('download'),
    abort: () => tap('abort'),
    percent() {
      const percent = /^(\d+) %$/.exec(status())?.[1]
      return percent === undefined ? undefined : Number(percent)
    },
    outcome: () => (/^(ready|\d+ %)$/.test(status()) ? undefined : status()),
  }
}

await reportProblems(() => {
  const request = JSON.parse(process.argv[2] ?? '{}') as RunRequest
  const { platform, project, page, renders, scenario, simulator } = request
  const { createWechatHost, createAlipayHost } = packedSimulator(simulator)
  const host = { wechat: createWechatHost, alipay: createAlipayHost }[platform]({ device: 'ios' })
  const open = (url: string) => {
    const instance = openPage({ platform, project, host }, page, { url: encodeURIComponent(url) })
    return downloadPage(
      renders === 'tree'
        ? treeDriver(instance)
        : templateDriver(instance, readText(project, page + nativePlatforms[platform].markup), platform),
    )
  }
  return scenario === 'abort' ? abortProblems(open) : downloadProblems(open, host.simulate.readFile)
})
