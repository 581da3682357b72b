import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { accessibilityProblems } from '../../src/browser/page-problems.js'
import type { PlatformName } from '../../src/project/project-files.js'

/** A phone, and the options that its report has to find. */
interface ReportedPhone {
  readonly platform: PlatformName
  readonly device: 'ios' | 'android'
  readonly knobs: Readonly<Record<string, string | number | boolean>>
}

const otherLimits = { parallelLimit: 10, renameExisting: 'replace' }
const olderClient = { parallelOverflow: 'fail', longTimeout: 'capped' }
const reportedPhones: readonly ReportedPhone[] = [
  {
    platform: 'wechat',
    device: 'ios',
    knobs: {
      downloadRange: 'dropped',
      notModified: 'failed',
      unknownTotal: 0,
      parallelLimit: 6,
      ...olderClient,
    },
  },
  {
    platform: 'alipay',
    device: 'android',
    knobs: { requestRange: 'dropped', abortError: 12, completeAfterAbort: false, ...otherLimits },
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
    await page.clock.install()
    const query = new URLSearchParams({
      device,
      client: 'current',
      language: 'zh',
      files,
      knobs: JSON.stringify(knobs),
    })
    await page.goto(`${origin}/${platform}/index.html?${query}#pages/report/report`)
    await page.locator('.action', { hasText: '开始' }).click()
    await page.locator('.action', { hasText: '9 / 9' }).waitFor({ timeout: 60_000 })
    // Two timeouts, of which one is long.
    await page.clock.runFor(90_000)
    await page.locator('.action', { hasText: '再运行一次' }).waitFor()
    await screenshot(page, `device-report-${platform}-${device}`)
    const different = await page.locator('.finding-different').evaluateAll((rows) =>
      rows.map((row) => {
        const id = /finding-of-(\w+)/.exec(row.className)?.[1] ?? ''
        return [id, row.querySelector('.badge')?.textContent ?? '']
      }),
    )
    const expected = Object.entries(knobs).map(([id, value]) => [id, String(value)])
    assert.deepEqual(Object.fromEntries(different), Object.fromEntries(expected))
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
