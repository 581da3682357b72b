import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { findChromium } from '../src/browser/chromium.js'
import { accessibilityProblems, watchConsole } from '../src/browser/page-problems.js'
import { type OpenPreview, withPreview } from '../src/browser/with-preview.js'
import { cacheChecks } from '../test/browser/check-cache.js'
import { demoChecks } from '../test/browser/check-demo.js'
import { downloadsChecks } from '../test/browser/check-downloads.js'
import { checkReports } from '../test/browser/check-report.js'
import { checkServerDown } from '../test/browser/check-server-down.js'
import { switchChecks } from '../test/browser/check-switches.js'

/** What has the most on the screen, and waits: looked at in both color schemes. */
const lookedAt =
  'downloads without a network|downloads end|nine pictures with one bar|load the pictures again|the result and the waterfall|options|failures|support table|device report'.split(
    '|',
  )

const artifacts = join(import.meta.dirname, '../../../.artifacts/preview')

const executablePath = findChromium()
if (executablePath === undefined) {
  console.log('No Chromium found: the preview was not checked in a browser. Set CHROMIUM_PATH to name one.')
  if (process.env.CI !== undefined) process.exitCode = 1
} else {
  await withPreview(executablePath, check)
}

/** Each check needs the state that the one before it left, so the first failure ends them. */
async function check({ browser, origin, files }: OpenPreview): Promise<void> {
  await mkdir(artifacts, { recursive: true })
  const context = await browser.newContext({ viewport: { width: 1280, height: 1220 }, locale: 'zh-CN' })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  let passed = 0
  const step = async (name: string, run: () => Promise<unknown>) => {
    await run()
    passed++
    console.log(`passed  ${name}`)
  }
  // A picture of the full page would scroll the phones back to their top.
  const screenshot = (name: string, fullPage = false) =>
    page.screenshot({ path: join(artifacts, `${name}.png`), fullPage })
  const lookAt = async (name: string) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await step(`${name}: accessible in ${colorScheme}`, async () => {
        const problems = await accessibilityProblems(page, colorScheme)
        if (colorScheme === 'dark') await screenshot(`${name.replaceAll(' ', '-')}-dark`)
        assert.deepEqual(problems, [])
      })
    }
  }
  /** In windows of their own, while the phones of this one wait for slow downloads. */
  const checkOtherPages = async () => {
    const screenshotOf = (other: Page, name: string) =>
      other.screenshot({ path: join(artifacts, `${name}.png`) })
    await step('without a server every page says what is wrong and what to do', () =>
      checkServerDown(browser, origin, screenshotOf),
    )
    await step('device reports find the knobs of their phones', () =>
      checkReports(browser, { origin, files, screenshot: screenshotOf }),
    )
  }
  const noise = watchConsole(page)
  const phones = (['wechat', 'alipay'] as const).map((platform) => ({
    platform,
    shell: page.locator(`.phone-${platform}`),
    frame: page.frameLocator(`.phone-${platform} iframe`),
  }))

  try {
    await step('both phones start', async () => {
      await page.goto(origin)
      for (const { frame } of phones) await frame.locator('.chip-chosen').waitFor()
      await screenshot('start')
    })
    for (const [name, run] of Object.entries({ ...downloadsChecks, ...cacheChecks, ...demoChecks })) {
      const onPhones = phones.map((phone) => step(`${phone.platform}: ${name}`, () => run(phone)))
      await Promise.all(name === 'downloads end' ? [...onPhones, checkOtherPages()] : onPhones)
      await screenshot(name.replaceAll(' ', '-'))
      if (lookedAt.includes(name)) await lookAt(name)
    }
    for (const [name, run] of Object.entries(switchChecks)) await step(`switch: ${name}`, () => run(page))
    await screenshot('english')
    await page.setViewportSize({ width: 390, height: 844 })
    await screenshot('narrow', true)
    await lookAt('narrow')
    await step('no error on the console', async () => assert.deepEqual(noise, []))
  } catch (problem) {
    await screenshot('failed')
    console.error(problem)
    process.exitCode = 1
  }
  console.log(`\nscreenshots are in ${artifacts}`)
  console.log(`checks: ${passed} passed, ${process.exitCode === 1 ? 1 : 0} failed`)
}
