import assert from 'node:assert/strict'
import type { FrameLocator } from 'playwright-core'
import { backgroundOf, type PhoneChecks, press, scrollTo, see, tap, textOf } from '../../src/browser/phone.js'

/** The other pages, in Chinese. What they say otherwise is proved where the demo is. */
export const demoChecks: PhoneChecks = {
  'device report': async ({ frame }) => {
    await tap(frame, '.tab', '维护者')
    await frame.locator('.finding-open').nth(19).waitFor()
    assert.equal(await frame.locator('.report-copy').count(), 0)
  },
  'the result and the waterfall': async ({ platform, frame }) => {
    await tap(frame, '.tab', '下载')
    await see(frame, '.chip-chosen', '小图片')
    await tap(frame, '.action', '开始下载')
    await see(frame, '.card-title', '已完成')
    assert.equal(await textOf(frame, '.badge'), '200')
    assert.match(await backgroundOf(frame.locator('.outcome-image')), /^url\("blob:/)
    const bars = await frame.locator('.phase').count()
    assert.equal(bars > 0, platform === 'wechat', `${bars} bars of a waterfall, which WeChat alone can have`)
    await scrollTo(frame, '.outcome-image')
    assert.match(await textOf(frame, '.row:first-child'), /statusCode200/)
  },
  'progress moves, and abort': async ({ frame }) => {
    await frame.locator('.phone-body').evaluate((body) => body.scrollTo(0, 0))
    await tap(frame, '.chip', '慢速文件')
    await tap(frame, '.action', '再下载一次')
    const seen = await watchProgress(frame)
    assert.ok(seen.length >= 2, `progress has to move, seen: ${seen}`)
    await tap(frame, '.action-stop', '取消下载')
    await see(frame, '.card-title', '已取消')
    assert.equal(await textOf(frame, '.badge-bad'), 'aborted')
  },
  'every other file': async ({ platform, frame }) => {
    const names = ['404', '大文件', '未知长度', '中文路径', '重定向']
    if (platform === 'alipay') names.push('Data URL')
    for (const name of names) {
      await tap(frame, '.chip', name)
      await tap(frame, '.action', '再下载一次')
      await see(frame, '.badge', name === '404' ? '404' : '200', 20_000)
      if (name === '404') assert.match(await textOf(frame, '.callout'), /仍然走 success/)
      if (name === '未知长度') assert.match(await textOf(frame, '.meter-notes'), /^1.50 MB \/ 总量未知/)
    }
    // The last one is an image on both platforms.
    assert.match(await backgroundOf(frame.locator('.outcome-image')), /^url\("blob:/)
  },
  options: async ({ frame }) => {
    await tap(frame, '.chip', '小图片')
    await tap(frame, '.fold')
    await press(frame.locator('.option', { hasText: 'filePath' }).locator('mp-switch'))
    await see(frame, '.code-text', 'filePath')
    await tap(frame, '.action', '再下载一次')
    await frame.locator('.row', { hasText: 'filePath' }).filter({ hasText: '//usr/' }).waitFor()
  },
  failures: async ({ platform, frame }) => {
    await tap(frame, '.tab', '错误')
    await tap(frame, '.action', '全部试一遍')
    await see(frame, '.action', '全部试一遍', 15_000)
    const codes = await frame.locator('.outcome-head .badge').allTextContents()
    const failures = ['timeout', 'network', 'url-not-allowed', 'invalid-argument', 'network', 'aborted']
    assert.deepEqual(codes, ['成功', ...failures])
    const native = await frame.locator('.panel-native .panel-json').allTextContents()
    assert.equal(native.length, 6)
    assert.match(native[2] ?? '', platform === 'wechat' ? /"errMsg": "downloadFile:fail/ : /"error": \d+/)
    await scrollTo(frame, '.case >> nth=2')
  },
  'support table': async ({ platform, frame }) => {
    await tap(frame, '.tab', '支持')
    assert.equal(await frame.locator('.feature .badge').count(), 15)
    const client = platform === 'wechat' ? /^WeChat \d/ : /^Alipay \d/
    assert.match(await textOf(frame, '.host-client'), client)
  },
}

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
