import { dirname, join } from 'node:path'
import { startFileServer } from '@miniferry/testing/file-server'
import type { Browser } from 'playwright-core'
import { findChromium } from '../src/browser-check/find-chromium.js'
import { launchChromium } from '../src/browser-check/launch-chromium.js'
import { press, scrollTo } from '../src/browser-check/phone.js'
import { startPreviewServer } from '../src/preview-server.js'

// Takes the pictures of the READMEs: the download manager on one phone and the file cache on the other, at work.

const preview = dirname(import.meta.dirname)
const docs = join(preview, '../../docs')
const pictures = [
  { locale: 'en-US', file: 'preview.jpg' },
  { locale: 'zh-CN', file: 'preview.zh-CN.jpg' },
] as const

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('No Chromium found. Set CHROMIUM_PATH to name one.')
const fileServer = await startFileServer()
const server = await startPreviewServer({ directory: join(preview, 'dist'), files: fileServer.origin })
const browser = await launchChromium(executablePath)
for (const { locale, file } of pictures) {
  await takePicture(browser, locale, join(docs, file))
  console.log(join('docs', file))
}
await browser.close()
await server.close()
await fileServer.close()

async function takePicture(browser: Browser, locale: string, path: string): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1220 },
    deviceScaleFactor: 2,
    locale,
    colorScheme: 'light',
  })
  await page.goto(server.origin)
  const wechat = page.frameLocator('.phone-wechat iframe')
  const alipay = page.frameLocator('.phone-alipay iframe')
  await Promise.all([wechat, alipay].map((frame) => frame.locator('.chip-chosen').waitFor()))

  await press(alipay.locator('.tab').nth(2))
  await press(alipay.locator('.order-load'))
  await alipay.locator('.order-busy').waitFor({ state: 'detached', timeout: 60_000 })
  await press(alipay.locator('.picture-of-dusk .knob-pin'))
  await press(alipay.locator('.order-load'))
  await alipay.locator('.picture-confirmed').nth(3).waitFor()
  await alipay.locator('.order-busy').waitFor({ state: 'detached', timeout: 60_000 })

  await press(wechat.locator('.tab').nth(1))
  await press(wechat.locator('.add-all'))
  await press(wechat.locator('.entry-of-big .tool-pause'))
  await wechat.locator('.entry-completed').first().waitFor({ timeout: 60_000 })
  await wechat.locator('.entry-active .entry-percent').nth(1).waitFor()
  await wechat.locator('.list').evaluate(scrollTo)

  const box = await page.locator('#phones').boundingBox()
  if (box === null) throw new Error('the page shows no phones')
  const margin = 22
  const clip = {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  }
  // Not of the full page: that would scroll the phones back to their top.
  await page.screenshot({ path, clip, type: 'jpeg', quality: 74 })
  await page.close()
}
