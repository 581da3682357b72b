import { findChromium } from '../../preview/src/browser/chromium.js'
import { checkSite } from '../src/check/check-site.js'

const executablePath = findChromium()
if (executablePath === undefined) {
  console.log('No Chromium found: the site was not checked in a browser. Set CHROMIUM_PATH to name one.')
  console.log('checks: 0 passed, 1 failed')
  process.exitCode = 1
} else {
  const { passed, failed } = await checkSite(executablePath)
  console.log(`checks: ${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}
