import { dirname, join } from 'node:path'
import { startFileServer } from '@miniferry/testing/file-server'
import type { Browser } from 'playwright-core'
import { findChromium, launchChromium } from '../src/browser-check/chromium.js'
import { scrollTo, see, seeNo, tap } from '../src/browser-check/phone.js'
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
  await Promise.all([wechat, alipay].map((frame) => see(frame, '.chip-chosen')))

  await tap(alipay, '.tab >> nth=2')
  await tap(alipay, '.order-load')
  await seeNo(alipay, '.order-busy', 60_000)
  await tap(alipay, '.picture-of-dusk .knob-pin')
  await tap(alipay, '.order-load')
  await alipay.locator('.picture-confirmed').nth(3).waitFor()
  await seeNo(alipay, '.order-busy', 60_000)

  await tap(wechat, '.tab >> nth=1')
  await tap(wechat, '.add-all')
  await tap(wechat, '.entry-of-big .tool-pause')
  await see(wechat, '.entry-completed', undefined, 60_000)
  await wechat.locator('.entry-active .entry-percent').nth(1).waitFor()
  await scrollTo(wechat, '.list')

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
