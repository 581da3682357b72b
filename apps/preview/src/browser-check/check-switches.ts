import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** The switches around the phones: network, background, device, client and language. */
export async function checkSwitches(page: Page): Promise<void> {
  const wechat = page.frameLocator('.phone-wechat iframe')
  const alipay = page.frameLocator('.phone-alipay iframe')
  const choose = (name: string, value: string) =>
    page.locator(`input[name=${name}][value=${value}] + span`).click()

  await choose('network', 'none')
  for (const phone of [wechat, alipay]) {
    assert.equal(await phone.locator('.phone-network').getAttribute('data-type'), 'none')
    await phone.locator('.action').click()
    await phone.locator('.badge-bad', { hasText: 'network' }).waitFor()
  }
  await choose('network', 'wifi')

  await choose('app', 'background')
  assert.equal(await page.locator('.home:visible').count(), 2)
  await choose('app', 'foreground')
  assert.equal(await page.locator('.home:visible').count(), 0)

  await choose('device', 'devtools')
  await wechat.locator('.chip-chosen').waitFor()
  await wechat.locator('.fold').click()
  assert.equal(
    await wechat.locator('.option-name', { hasText: 'enableProfile' }).count(),
    0,
    'no profile in DevTools',
  )
  await choose('device', 'android')
  await wechat.locator('.fold').click()
  await wechat.locator('.option-name', { hasText: 'enableProfile' }).waitFor()

  await choose('client', 'old')
  await alipay.locator('.tab').nth(2).click()
  await alipay.locator('.host-client', { hasText: '10.2.60' }).waitFor()
  const status = alipay.locator('.feature', { hasText: 'statusCode' }).locator('.mark-no')
  await status.waitFor()
  await choose('client', 'current')

  await page.locator('#language').click()
  await page.locator('h2', { hasText: 'One downloadFile' }).waitFor()
  await wechat.locator('.chip-chosen', { hasText: 'Small image' }).waitFor()
}
