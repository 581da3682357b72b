import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { LinkChecker } from 'linkinator'
import type { Browser, Page } from 'playwright-core'
import { serve } from 'vitepress'
import { launchChromium } from '../../../preview/src/browser/chromium.js'
import { watchConsole } from '../../../preview/src/browser/page-problems.js'
import { repository } from '../site/page-sources.js'
import { brokenPage, itsMistakes } from './broken-page.js'
import { featureChecks } from './check-features.js'
import { checkPage } from './check-page.js'

const app = join(repository, 'apps/docs')
const artifacts = join(repository, '.artifacts/docs')

/** The pages that are looked at in a browser: each kind of page in at least one of the languages. */
const inChinese = [
  '',
  'start',
  'guide/errors',
  'cache',
  'api',
  'preview',
  'reference/errors',
  'can-i',
  'guide/limits',
  'bench/',
]
const inEnglish = ['en/', 'en/start', 'en/use-with/mpx', 'en/can-i', 'en/guide/resume']

/** Checks the built site, says what is wrong, and counts. */
export async function checkSite(executablePath: string): Promise<{ passed: number; failed: number }> {
  const tally = { passed: 0, failed: 0 }
  const report = (name: string, problems: readonly string[]) => {
    tally[problems.length === 0 ? 'passed' : 'failed']++
    if (problems.length > 0) console.log([`failed  ${name}`, ...problems].join('\n        '))
  }
  await mkdir(artifacts, { recursive: true })
  const { server } = await serve({ root: app, port: 0 })
  if (server === undefined) throw new Error('the site is not served')
  const base = process.env.DOCS_BASE ?? '/'
  const origin = `http://localhost:${(server.address() as AddressInfo).port}${base}`
  const browser = await launchChromium(executablePath)
  try {
    report('every link, heading and picture is there', await brokenLinks(base))
    await withPage(browser, async (page, noise) => {
      await page.setContent(brokenPage)
      const said = [...Object.values(await checkPage(page)).flat(), ...noise]
      const missed = itsMistakes.filter((mistake) => !said.some((problem) => mistake.test(problem)))
      report('the mistakes of a broken page are noticed', missed.map(String))
    })
    const queue = [...inChinese, ...inEnglish]
    const checkNext = async (): Promise<void> => {
      const path = queue.shift()
      if (path === undefined) return
      await withPage(browser, async (page, noise) => {
        const response = await page.goto(origin + path, { waitUntil: 'load' })
        report(`/${path} is there`, response?.status() === 200 ? [] : [`answered ${response?.status()}`])
        for (const [name, problems] of Object.entries(await checkPage(page)))
          report(`/${path}: ${name}`, problems)
        report(`/${path}: no error on the console`, noise)
        await page.screenshot({ path: join(artifacts, `${path.replaceAll('/', '-') || 'index'}.png`) })
      })
      await checkNext()
    }
    // Two at a time: a page is looked at by one core.
    await Promise.all([checkNext(), checkNext()])
    for (const [name, run] of Object.entries(featureChecks)) {
      await withPage(browser, async (page, noise) => {
        const problems = await run(page, origin).then(
          () => noise,
          (problem) => [shortly(problem), ...noise],
        )
        report(name, problems)
      })
    }
  } finally {
    await browser.close()
    server.close()
  }
  return tally
}

/** Every link of the site that leads nowhere within it: to no page, to no heading of a page, to no file. */
async function brokenLinks(base: string): Promise<string[]> {
  const { links } = await new LinkChecker().check({
    path: join(app, 'dist'),
    recurse: true,
    cleanUrls: true,
    checkFragments: true,
    linksToSkip: ['^(?!http://localhost)'],
    // It serves the folder itself, and at the root.
    urlRewriteExpressions: [{ pattern: new RegExp(`^(http://localhost:\\d+)${base}`), replacement: '$1/' }],
  })
  const broken = links.filter(({ state }) => state === 'BROKEN')
  return broken.map(({ url, parent }) => `${url}, a page that is first linked from ${parent}`)
}

function shortly(problem: unknown): string {
  return String(problem).split('\n').slice(0, 3).join(' ')
}

async function withPage(
  browser: Browser,
  run: (page: Page, noise: string[]) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' })
  context.setDefaultTimeout(15_000)
  try {
    const page = await context.newPage()
    await run(page, watchConsole(page))
  } finally {
    await context.close()
  }
}
