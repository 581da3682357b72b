import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { startFileServer } from '@miniferry/testing/file-server'
import { chromium } from 'playwright-core'
import { demoChecks } from '../src/browser-check/check-demo.js'
import { checkSwitches } from '../src/browser-check/check-switches.js'
import { watchConsole } from '../src/browser-check/console-watch.js'
import { findChromium } from '../src/browser-check/find-chromium.js'
import { startPreviewServer } from '../src/preview-server.js'

const preview = dirname(import.meta.dirname)
const artifacts = join(preview, '../../.artifacts/preview')

const executablePath = findChromium()
if (executablePath === undefined) {
  console.log('No Chromium found: the preview was not checked in a browser. Set CHROMIUM_PATH to name one.')
  if (process.env.CI !== undefined) process.exitCode = 1
} else {
  await check(executablePath)
}

async function check(executablePath: string): Promise<void> {
  await mkdir(artifacts, { recursive: true })
  const fileServer = await startFileServer()
  const server = await startPreviewServer({ directory: join(preview, 'dist'), files: fileServer.origin })
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1220 }, locale: 'zh-CN' })
    context.setDefaultTimeout(8000)
    const page = await context.newPage()
    const problems = watchConsole(page)
    // A picture of the full page would scroll the phones back to their top.
    const screenshot = async (name: string, fullPage = false) => {
      await page.screenshot({ path: join(artifacts, `${name}.png`), fullPage })
    }
    await page.goto(server.origin)
    const phones = (['wechat', 'alipay'] as const).map((platform) => ({
      platform,
      frame: page.frameLocator(`.phone-${platform} iframe`),
    }))
    for (const { frame } of phones) await frame.locator('.chip-chosen').waitFor()
    await screenshot('start')
    for (const demoCheck of demoChecks) {
      await Promise.all(phones.map((phone) => demoCheck.run(phone)))
      await screenshot(demoCheck.name)
      await Promise.all(phones.map((phone) => demoCheck.end?.(phone)))
      console.log(`both phones: ${demoCheck.name}`)
    }
    await checkSwitches(page)
    console.log('switches: network, background, device, client, language')
    await screenshot('english')
    await page.setViewportSize({ width: 390, height: 844 })
    await screenshot('narrow', true)
    if (problems.length > 0) throw new Error(`the console has to stay quiet:\n${problems.join('\n')}`)
    console.log(`screenshots in ${artifacts}`)
  } finally {
    await browser.close()
    await server.close()
    await fileServer.close()
  }
}
