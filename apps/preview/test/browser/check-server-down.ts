import assert from 'node:assert/strict'
import { startFileServer } from '@miniferry/testing/file-server'
import type { Browser, Page } from 'playwright-core'
import { accessibilityProblems } from '../../src/browser/page-problems.js'
import type { PlatformName } from '../../src/project/project-files.js'

/** What a newcomer has on the screen, in one language: pages and their words. */
interface Newcomer {
  readonly platform: PlatformName
  readonly language: 'zh' | 'en'
  /** In the banner, beside the command. */
  readonly banner: RegExp
  /** What to do about a file that does not come. */
  readonly advice: RegExp
}

const newcomers: readonly Newcomer[] = [
  { platform: 'wechat', language: 'zh', banner: /本地文件服务器没有应答/, advice: /检查网络/ },
  { platform: 'alipay', language: 'en', banner: /does not answer/, advice: /Check the network/ },
]

const command = 'npx pnpm@10.34.8 demo'

/** What each page says and does where neither the file server nor a public host can be reached. */
const pages: Readonly<Record<string, (page: Page, words: Newcomer) => Promise<void>>> = {
  async download(page, words) {
    await expectBanner(page, words)
    await page.locator('.action').click()
    await expectAdvice(page, words)
    await page.locator('.segment-public').click()
    await page.locator('.callout-plain.server-banner', { hasText: command }).waitFor()
    await page.locator('.action').click()
    await expectAdvice(page, words)
  },
  async downloads(page, words) {
    await page.locator('.callout-plain.server-banner', { hasText: command }).waitFor()
    await page.locator('.tile').nth(1).click()
    await expectAdvice(page, words)
    await page.locator('.own-input input').fill('https://img.alicdn.com/mine.pdf')
    await page.locator('.own-add').click()
    await page.locator('.entry-of-own', { hasText: 'mine.pdf' }).waitFor()
  },
  async cache(page, words) {
    await page.locator('.callout-plain.server-banner', { hasText: command }).waitFor()
    await page.locator('.picture-of-earth .frame').click()
    await expectAdvice(page, words)
  },
  async failures(page, words) {
    await expectBanner(page, words)
    assert.equal(await page.locator('.needs-server').count(), 4)
    await page.locator('.action').click()
    await page.locator('.outcome-head').nth(2).waitFor()
    assert.deepEqual(await page.locator('.outcome-head .badge').allTextContents(), [
      'network',
      'url-not-allowed',
      'invalid-argument',
    ])
  },
  async support(page) {
    await page.locator('.feature .badge').nth(14).waitFor()
  },
  async report(page, words) {
    await expectBanner(page, words)
    await page.locator('.action').click()
    await page.locator('.callout-bad', { hasText: /downloadFile:fail|error/ }).waitFor()
  },
}

/** Opens every page on a phone without a server, as somebody who starts the demo and nothing else. */
export async function checkServerDown(
  browser: Browser,
  origin: string,
  screenshot: (page: Page, name: string) => Promise<unknown>,
): Promise<void> {
  // Nobody listens where a server was.
  const gone = await startFileServer()
  await gone.close()
  for (const words of newcomers)
    await checkNewcomer(browser, `${origin}/${words.platform}`, gone.origin, words, screenshot)
}

async function checkNewcomer(
  browser: Browser,
  address: string,
  files: string,
  words: Newcomer,
  screenshot: (page: Page, name: string) => Promise<unknown>,
): Promise<void> {
  const { platform, language } = words
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  context.setDefaultTimeout(20_000)
  await context.route('https://**', (route) => route.abort())
  const page = await context.newPage()
  const query = new URLSearchParams({ device: 'ios', client: 'current', language, files })
  try {
    await page.goto(`${address}/index.html?${query}#pages/download/download`)
    for (const [name, check] of Object.entries(pages)) {
      await page.locator('.tab').nth(Object.keys(pages).indexOf(name)).click()
      await check(page, words)
      assert.equal(await page.locator('html').getAttribute('lang'), language)
      const { height } = (await page.locator('.tab').first().boundingBox()) ?? { height: 0 }
      assert.ok(height >= 40, `tabs are ${height} px high`)
      for (const colorScheme of ['dark', 'light'] as const) {
        assert.deepEqual(await accessibilityProblems(page, colorScheme), [], `${name} on ${platform}`)
        await screenshot(page, `server-down-${platform}-${name}-${colorScheme}`)
      }
    }
  } finally {
    await context.close()
  }
}

async function expectBanner(page: Page, { banner }: Newcomer): Promise<void> {
  const text = (await page.locator('.server-banner').textContent()) ?? ''
  assert.match(text, banner)
  assert.ok(text.includes(command), `the banner has no command: ${text}`)
}

async function expectAdvice(page: Page, { advice }: Newcomer): Promise<void> {
  await page.locator('.advice', { hasText: advice }).first().waitFor()
}
