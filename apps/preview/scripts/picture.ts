import { join } from 'node:path'
import { findChromium } from '../src/browser/chromium.js'
import { scrollTo, see, seeNo, tap } from '../src/browser/phone.js'
import { type OpenPreview, withPreview } from '../src/browser/with-preview.js'

// Takes the pictures of the READMEs: the download manager on one phone and the file cache on the other, at work.

const pictures = { 'en-US': 'preview.jpg', 'zh-CN': 'preview.zh-CN.jpg' }
const executablePath = findChromium()
if (executablePath === undefined) throw new Error('No Chromium found. Set CHROMIUM_PATH to name one.')
await withPreview(executablePath, async (preview) => {
  for (const [locale, file] of Object.entries(pictures)) {
    await takePicture(preview, locale, join(import.meta.dirname, '../../../docs', file))
    console.log(join('docs', file))
  }
})

async function takePicture({ browser, origin }: OpenPreview, locale: string, path: string): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1220 },
    deviceScaleFactor: 2,
    locale,
    colorScheme: 'light',
  })
  await page.goto(origin)
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
  await scrollTo(alipay, '.card >> nth=1')

  const box = await page.locator('#phones').boundingBox()
  if (box === null) throw new Error('the page shows no phones')
  const clip = { x: box.x - 22, y: box.y - 22, width: box.width + 44, height: box.height + 44 }
  // Not of the full page: that would scroll the phones back to their top.
  await page.screenshot({ path, clip, type: 'jpeg', quality: 74 })
  await page.close()
}
