import assert from 'node:assert/strict'
import type { FrameLocator } from 'playwright-core'
import { type DemoCheck, press, scrollTo, tap, textOf } from './phone.js'

/** The checks in their order, in Chinese until the last one. */
export const demoChecks: readonly DemoCheck[] = [
  {
    name: 'an image',
    async run({ platform, frame }) {
      await frame.locator('.chip-chosen', { hasText: '小图片' }).waitFor()
      await tap(frame, '.action', '开始下载')
      await frame.locator('.card-title', { hasText: '已完成' }).waitFor()
      assert.equal(await textOf(frame, '.badge'), '200')
      assert.match(await frame.locator('.outcome-image').evaluate(backgroundOf), /^url\("blob:/)
      const bars = await frame.locator('.phase').count()
      assert.equal(
        bars > 0,
        platform === 'wechat',
        `${bars} bars of a waterfall, which WeChat alone can have`,
      )
    },
  },
  {
    name: 'the result and the waterfall',
    async run({ frame }) {
      await frame.locator('.outcome-image').evaluate(scrollTo)
      assert.match(await textOf(frame, '.row:first-child'), /statusCode200/)
    },
    async end({ frame }) {
      await frame.locator('.phone-body').evaluate((body) => body.scrollTo(0, 0))
    },
  },
  {
    name: 'progress moves',
    async run({ frame }) {
      await tap(frame, '.chip', '慢速文件')
      await tap(frame, '.action', '再下载一次')
      const seen = await watchProgress(frame)
      assert.ok(seen.length >= 2, `progress has to move, seen: ${seen}`)
    },
  },
  {
    name: 'abort',
    async run({ frame }) {
      await tap(frame, '.action-stop', '取消下载')
      await frame.locator('.card-title', { hasText: '已取消' }).waitFor()
      assert.equal(await textOf(frame, '.badge-bad'), 'aborted')
    },
  },
  {
    name: 'a 404',
    async run({ frame }) {
      await tap(frame, '.chip', '404')
      await tap(frame, '.action', '再下载一次')
      await frame.locator('.badge-warning', { hasText: '404' }).waitFor()
      assert.match(await textOf(frame, '.callout'), /仍然走 success/)
    },
  },
  {
    name: 'every other file',
    async run({ platform, frame }) {
      const names = [
        '大文件',
        '未知长度',
        '中文路径',
        '重定向',
        ...(platform === 'alipay' ? ['Data URL'] : []),
      ]
      for (const name of names) {
        await tap(frame, '.chip', name)
        await tap(frame, '.action', '再下载一次')
        await frame.locator('.badge-good', { hasText: '200' }).waitFor({ timeout: 20_000 })
        if (name === '未知长度') assert.match(await textOf(frame, '.meter-notes'), /^1.50 MB \/ 总量未知/)
      }
      // The last one is an image on both platforms.
      assert.match(await frame.locator('.outcome-image').evaluate(backgroundOf), /^url\("blob:/)
    },
  },
  {
    name: 'options',
    async run({ frame }) {
      await tap(frame, '.chip', '小图片')
      await press(frame.locator('.fold'))
      await press(frame.locator('.option', { hasText: 'filePath' }).locator('mp-switch'))
      await frame.locator('.code-text', { hasText: 'filePath' }).waitFor()
      await tap(frame, '.action', '再下载一次')
      await frame.locator('.row', { hasText: 'filePath' }).filter({ hasText: '//usr/' }).waitFor()
    },
  },
  {
    name: 'failures',
    async run({ platform, frame }) {
      await tap(frame, '.tab', '错误')
      await tap(frame, '.action', '全部试一遍')
      await frame.locator('.action', { hasText: '全部试一遍' }).waitFor({ timeout: 15_000 })
      assert.deepEqual(await frame.locator('.outcome-head .badge').allTextContents(), [
        '成功',
        'timeout',
        'network',
        'url-not-allowed',
        'invalid-argument',
        'network',
        'aborted',
      ])
      const native = await frame.locator('.panel-native .panel-json').allTextContents()
      assert.equal(native.length, 6)
      assert.match(native[2] ?? '', platform === 'wechat' ? /"errMsg": "downloadFile:fail/ : /"error": \d+/)
      await frame.locator('.case').nth(2).evaluate(scrollTo)
    },
  },
  {
    name: 'support table',
    async run({ platform, frame }) {
      await tap(frame, '.tab', '支持')
      assert.equal(await frame.locator('.feature .badge').count(), 15)
      const client = platform === 'wechat' ? /^WeChat \d/ : /^Alipay \d/
      assert.match(await textOf(frame, '.host-client'), client)
    },
  },
  {
    name: 'the language stays',
    async run({ frame }) {
      await tap(frame, '.language', 'EN')
      await frame.locator('.tab-current', { hasText: 'Support' }).waitFor()
      await tap(frame, '.tab', 'Download')
      await frame.locator('.chip-chosen', { hasText: 'Small image' }).waitFor()
      assert.equal(await textOf(frame, '.phone-title'), 'Download', 'the language stays')
    },
  },
]

/** Up to four percentages as they are shown; they may not fall. */
async function watchProgress(frame: FrameLocator): Promise<number[]> {
  const seen: number[] = []
  const deadline = Date.now() + 5000
  while (seen.length < 4 && Date.now() < deadline) {
    const percent = Number.parseInt(await textOf(frame, '.meter-percent'), 10)
    const last = seen.at(-1) ?? 0
    assert.ok(percent >= last, `progress fell from ${last} to ${percent}`)
    if (percent > last && percent < 100) seen.push(percent)
  }
  return seen
}

function backgroundOf(element: Element): string {
  return getComputedStyle(element).backgroundImage
}
