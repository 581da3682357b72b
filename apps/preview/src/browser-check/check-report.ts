import assert from 'node:assert/strict'
import { readReport } from '@miniferry/demo/read-report'
import { simulatedHost } from '@miniferry/demo/simulated-host'
import type { Browser, Page } from 'playwright-core'
import type { PlatformName } from '../project/project-files.js'
import { accessibilityProblems } from './accessibility-problems.js'
import { type DemoCheck, tap } from './phone.js'

/** The page of the device report as the preview shows it, before it has asked anything. */
export const reportPageChecks: readonly DemoCheck[] = [
  {
    name: 'device report',
    async run({ frame }) {
      await tap(frame, '.tab', '真机')
      await frame.locator('.other').nth(5).waitFor()
      assert.equal((await frame.locator('.finding-open').count()) > 40, true)
      assert.equal(await frame.locator('.report-copy').count(), 0)
    },
    async end({ frame }) {
      await tap(frame, '.tab', '下载')
    },
  },
]

/** A phone, and the knobs that its report has to find. */
interface ReportedPhone {
  readonly platform: PlatformName
  readonly device: 'ios' | 'android'
  readonly knobs: Readonly<Record<string, string | number | boolean>>
}

/** What a browser can tell: it lowers header names, and hides a body that is cut short. */
const reportedPhones: readonly ReportedPhone[] = [
  {
    platform: 'wechat',
    device: 'ios',
    knobs: {
      unknownTotal: 0,
      eventsAfterEnd: 'some',
      partialFile: 'kept',
      notModified: 'failed',
      headerCase: 'lower',
      downloadRange: 'dropped',
      parallelLimit: 6,
      parallelOverflow: 'fail',
      errno: 'absent',
      resultHeader: 'absent',
    },
  },
  {
    platform: 'alipay',
    device: 'android',
    knobs: {
      completeAfterAbort: false,
      requestRange: 'dropped',
      parallelLimit: 10,
      parallelScope: 'shared',
      httpError: 'error-12',
      abortError: 12,
      promise: 'absent',
      resultHeaders: 'headers',
      syncFileErrors: 'returned',
    },
  },
]

/** Where everything is. */
interface ReportPlaces {
  /** Of the preview. */
  readonly origin: string
  /** Of the file server. */
  readonly files: string
  screenshot(page: Page, name: string): Promise<unknown>
}

/** Runs the reports of all phones at a time, each in a browser of its own: connections are limited by browser. */
export async function checkReports(browser: Browser, places: ReportPlaces): Promise<void> {
  await Promise.all(reportedPhones.map((phone, index) => checkReport(browser, phone, places, index === 0)))
}

async function checkReport(
  browser: Browser,
  { platform, device, knobs }: ReportedPhone,
  { origin, files, screenshot }: ReportPlaces,
  isFirst: boolean,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  try {
    const page = await context.newPage()
    const query = new URLSearchParams({
      device,
      client: 'current',
      language: 'zh',
      files,
      knobs: JSON.stringify(knobs),
    })
    await page.goto(`${origin}/${platform}/index.html?${query}#pages/report/report`)
    await page.locator('.action').click()
    await page.locator('.action-stop').waitFor()
    await page.locator('.action-stop').waitFor({ state: 'detached', timeout: 60_000 })
    await screenshot(page, `device-report-${platform}-${device}`)
    // What else the computer was doing is no finding.
    const { fileDelay: _, ...found } = simulatedHost(readReport(await storedReport(page, platform))).options
      .knobs
    assert.deepEqual(found, knobs)
    if (!isFirst) return
    await context.grantPermissions(['clipboard-write'])
    await page.locator('.report-copy').click()
    await page.locator('.report-copy', { hasText: '已复制' }).waitFor()
    for (const colorScheme of ['dark', 'light'] as const) {
      assert.deepEqual(await accessibilityProblems(page, colorScheme), [])
    }
  } finally {
    await context.close()
  }
}

/** The part of both simulated hosts that is read; Alipay's storage takes and gives objects. */
interface Host {
  getStorageSync(key: unknown): unknown
}

function storedReport(page: Page, platform: PlatformName): Promise<string> {
  return page.evaluate((name) => {
    const host = Reflect.get(globalThis, name === 'wechat' ? 'wx' : 'my') as Host
    const stored = host.getStorageSync(name === 'wechat' ? 'device-report' : { key: 'device-report' })
    return String(typeof stored === 'string' ? stored : (stored as { data: unknown }).data)
  }, platform)
}
