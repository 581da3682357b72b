import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** A switch of the presentation, and what it has to do to the phones. Throws if it does not. */
interface SwitchCheck {
  readonly name: string
  run(page: Page): Promise<void>
}

/** The switches around the phones, in their order; the demo is on its first page. */
export const switchChecks: readonly SwitchCheck[] = [
  {
    name: 'no network',
    async run(page) {
      await choose(page, 'network', 'none')
      for (const phone of phones(page)) {
        assert.equal(await phone.locator('.phone-network').getAttribute('data-type'), 'none')
        await phone.locator('.action').click()
        await phone.locator('.badge-bad', { hasText: 'network' }).waitFor()
      }
      await choose(page, 'network', 'wifi')
    },
  },
  {
    name: 'background',
    async run(page) {
      await choose(page, 'app', 'background')
      assert.equal(await page.locator('.home:visible').count(), 2)
      await choose(page, 'app', 'foreground')
      assert.equal(await page.locator('.home:visible').count(), 0)
    },
  },
  {
    name: 'another device',
    async run(page) {
      const [wechat] = phones(page)
      const profile = wechat.locator('.option-name', { hasText: 'enableProfile' })
      await choose(page, 'device', 'devtools')
      await wechat.locator('.fold').click()
      await wechat.locator('.option-name', { hasText: 'timeout' }).waitFor()
      assert.equal(await profile.count(), 0, 'there is no profile in DevTools')
      await choose(page, 'device', 'android')
      await wechat.locator('.fold').click()
      await profile.waitFor()
    },
  },
  {
    name: 'an old Alipay client',
    async run(page) {
      const [, alipay] = phones(page)
      await choose(page, 'client', 'old')
      await alipay.locator('.action').click()
      await alipay.locator('.outcome-image').waitFor()
      await alipay.locator('.row', { hasText: 'statusCode' }).locator('.row-value.muted').waitFor()
      await alipay.locator('.tab').nth(4).click()
      await alipay.locator('.host-client', { hasText: '10.2.60' }).waitFor()
      await alipay.locator('.feature', { hasText: 'statusCode' }).locator('.badge-plain').waitFor()
      await alipay.locator('.tab').nth(2).click()
      await alipay.locator('.picture-of-lava .frame').click()
      await alipay.locator('.picture-of-lava.picture-passed .image').waitFor()
      assert.equal(await alipay.locator('.intro-text').count(), 1, 'it says that nothing is kept')
      await choose(page, 'client', 'current')
    },
  },
  {
    name: 'English',
    async run(page) {
      await page.locator('#language').click()
      await page.locator('h2', { hasText: 'One downloadFile' }).waitFor()
      for (const phone of phones(page))
        await phone.locator('.chip-chosen', { hasText: 'Small image' }).waitFor()
    },
  },
]

function phones(page: Page) {
  return [page.frameLocator('.phone-wechat iframe'), page.frameLocator('.phone-alipay iframe')] as const
}

function choose(page: Page, name: string, value: string): Promise<void> {
  return page.locator(`input[name=${name}][value=${value}] + span`).click()
}
