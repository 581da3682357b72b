import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { see, tap } from '../../src/browser/phone.js'

/** The switches around the phones by name, in their order, and what each has to do to them; the demo is on its first page. */
export const switchChecks: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'no network': async (page) => {
    await choose(page, 'network', 'none')
    for (const phone of phones(page)) {
      await tap(phone, '.tab', '下载')
      assert.equal(await phone.locator('.phone-network').getAttribute('data-type'), 'none')
      await tap(phone, '.action')
      await see(phone, '.badge-bad', 'network')
    }
    await choose(page, 'network', 'wifi')
  },
  background: async (page) => {
    await choose(page, 'app', 'background')
    assert.equal(await page.locator('.home:visible').count(), 2)
    await choose(page, 'app', 'foreground')
    assert.equal(await page.locator('.home:visible').count(), 0)
  },
  'another device': async (page) => {
    const [wechat] = phones(page)
    await choose(page, 'device', 'devtools')
    await tap(wechat, '.fold')
    await see(wechat, '.option-name', 'timeout')
    const profiles = await wechat.locator('.option-name', { hasText: 'enableProfile' }).count()
    assert.equal(profiles, 0, 'there is no profile in DevTools')
    await choose(page, 'device', 'android')
    await tap(wechat, '.fold')
    await see(wechat, '.option-name', 'enableProfile')
  },
  'an old Alipay client': async (page) => {
    const [, alipay] = phones(page)
    await choose(page, 'client', 'old')
    await tap(alipay, '.action')
    await see(alipay, '.outcome-image')
    await alipay.locator('.row', { hasText: 'statusCode' }).locator('.row-value.muted').waitFor()
    await tap(alipay, '.tab >> nth=4')
    await see(alipay, '.host-client', '10.2.60')
    await alipay.locator('.feature', { hasText: 'statusCode' }).locator('.badge-plain').waitFor()
    await tap(alipay, '.tab >> nth=2')
    await tap(alipay, '.picture-of-lava .frame')
    await see(alipay, '.picture-of-lava.picture-passed .image')
    assert.equal(await alipay.locator('.intro-text').count(), 1, 'it says that nothing is kept')
    await choose(page, 'client', 'current')
  },
  English: async (page) => {
    await page.locator('#language').click()
    await page.locator('h2', { hasText: 'One downloadFile' }).waitFor()
    for (const phone of phones(page)) await see(phone, '.chip-chosen', 'Small image')
  },
}

function phones(page: Page) {
  return [page.frameLocator('.phone-wechat iframe'), page.frameLocator('.phone-alipay iframe')] as const
}

function choose(page: Page, name: string, value: string): Promise<void> {
  return page.locator(`input[name=${name}][value=${value}] + span`).click()
}
