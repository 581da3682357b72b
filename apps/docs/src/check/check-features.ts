import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** What a reader does on the site, by name. */
export const featureChecks: Readonly<Record<string, (page: Page, origin: string) => Promise<void>>> = {
  'the language switch leads to the same page': async (page, origin) => {
    await page.goto(`${origin}guide/errors`)
    await page.locator('.VPNavBarTranslations button').hover()
    await page.locator('.VPNavBarTranslations a', { hasText: 'English' }).click()
    await page.waitForURL(`${origin}en/guide/errors`)
    await page.locator('h1', { hasText: 'Errors' }).waitFor()
    await page.locator('html[lang=en]').waitFor()
  },
  'the search finds a Chinese word': (page, origin) => search(page, origin, '断点续传', /断点续传/),
  'the search finds a part of a Chinese word': (page, origin) => search(page, origin, '续传', /续传/),
  ...Object.fromEntries(
    ['签名', '过期', '相册', '打开文档', '批量', '进度'].map((words) => [
      `the search finds the recipes for ${words}`,
      (page: Page, origin: string) => findPage(page, origin, words, '常用做法'),
    ]),
  ),
  ...Object.fromEntries(
    ['取消', 'cancel', 'http2', '拦截', '签名', '相册'].map((words) => [
      `the search finds whether it can be done for ${words}`,
      (page: Page, origin: string) => findPage(page, origin, words, '能不能'),
    ]),
  ),
  'the search puts answers before the reference': (page, origin) => search(page, origin, 'http2', /能不能/),
  'the search finds an English word': (page, origin) => search(page, `${origin}en/`, 'checksum', /checksum/i),
  'the search finds nothing where there is nothing': async (page, origin) => {
    await openSearch(page, origin, '绝无此词乎')
    await page.locator('.VPLocalSearchBox .no-results').waitFor()
  },
  'the code of the first page changes with the platform': async (page, origin) => {
    await page.goto(origin)
    const code = page.locator('.home .hero .code')
    assert.match(await shownText(code), /download-wechat[\s\S]*(new-app |install .*)wechat/)
    await page.locator('.home .tabs label').last().click()
    assert.match(await shownText(code), /download-alipay[\s\S]*(new-app |install .*)alipay/)
  },
  'both phones of the preview download a picture': async (page, origin) => {
    await page.goto(`${origin}preview`)
    const preview = page.frameLocator('.live-preview iframe')
    for (const platform of ['wechat', 'alipay']) {
      const phone = preview.frameLocator(`.phone-${platform} iframe`)
      await phone.getByText('开始下载', { exact: true }).click()
      await phone.getByText('已完成').waitFor()
    }
  },
}

async function search(page: Page, address: string, words: string, expected: RegExp): Promise<void> {
  await openSearch(page, address, words)
  const first = page.locator('.VPLocalSearchBox .result').first()
  assert.match((await first.textContent()) ?? '', expected)
  await page.keyboard.press('Enter')
  await page.locator('.VPLocalSearchBox').waitFor({ state: 'detached' })
  await page.waitForFunction(
    (pattern) => new RegExp(pattern, 'i').test(document.querySelector('main')?.textContent ?? ''),
    expected.source,
  )
}

/** Whether a page is among the results. */
async function findPage(page: Page, address: string, words: string, title: string): Promise<void> {
  await openSearch(page, address, words)
  await page.locator('.VPLocalSearchBox .result', { hasText: title }).first().waitFor()
}

async function openSearch(page: Page, address: string, words: string): Promise<void> {
  await page.goto(address)
  await page.locator('.DocSearch-Button').click()
  await page.locator('.VPLocalSearchBox input').fill(words)
}

/** Without the code of the other platform, which is there and hidden. */
function shownText(element: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: text that is not shown must not count
  return element.evaluate((shown) => (shown as HTMLElement).innerText)
}
