import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { serve } from 'vitepress'
import { launchChromium } from '../../../preview/src/browser-check/launch-chromium.js'
import { repository } from '../site/page-sources.js'
import { brokenPage, itsMistakes } from './broken-page.js'
import { featureChecks } from './check-features.js'
import { checkPage } from './check-page.js'
import { linkProblems } from './link-problems.js'
import { pagesToCheck } from './site-pages-to-check.js'

const app = join(repository, 'apps/docs')
const artifacts = join(repository, '.artifacts/docs')

export interface Tally {
  passed: number
  failed: number
}

/** Checks the built site, says what is wrong, and counts. */
export async function checkSite(executablePath: string): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 }
  const report = (name: string, problems: readonly string[]) => {
    if (problems.length === 0) tally.passed++
    else {
      tally.failed++
      console.log(`failed  ${name}\n${problems.map((problem) => `        ${problem}`).join('\n')}`)
    }
  }
  const base = process.env.DOCS_BASE ?? '/'
  report('every link, heading and picture is there', await linkProblems(join(app, 'dist'), base))

  await mkdir(artifacts, { recursive: true })
  const { server } = await serve({ root: app, port: 0 })
  if (server === undefined) throw new Error('the site is not served')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}${base}`
  const browser = await launchChromium(executablePath)
  try {
    const remarks = new Set<string>()
    await withPage(browser, async (page, noise) => {
      await page.setContent(brokenPage)
      const { checks } = await checkPage(page)
      const said = [...checks.flatMap(({ problems }) => problems), ...noise]
      const missed = itsMistakes.filter((mistake) => !said.some((problem) => mistake.test(problem)))
      report('the mistakes of a broken page are noticed', missed.map(String))
    })
    const queue = [...pagesToCheck]
    const checkNext = async (): Promise<void> => {
      const path = queue.shift()
      if (path === undefined) return
      await checkAddress(browser, origin, path, report, remarks)
      await checkNext()
    }
    // Two at a time: a page is looked at by one core.
    await Promise.all([checkNext(), checkNext()])
    for (const { name, run } of featureChecks) {
      await withPage(browser, async (page, noise) => {
        const problem = await run(page, origin).then(() => undefined, shortly)
        if (problem !== undefined)
          await page.screenshot({ path: join(artifacts, `${name.replaceAll(' ', '-')}.png`) })
        report(name, problem === undefined ? noise : [problem, ...noise])
      })
    }
    for (const remark of remarks) console.log(`remark  ${remark}`)
  } finally {
    await browser.close()
    server.close()
  }
  return tally
}

function shortly(problem: unknown): string {
  return String(problem).split('\n').slice(0, 3).join(' ')
}

async function checkAddress(
  browser: Browser,
  origin: string,
  path: string,
  report: (name: string, problems: readonly string[]) => void,
  remarks: Set<string>,
): Promise<void> {
  await withPage(browser, async (page, noise) => {
    const response = await page.goto(origin + path, { waitUntil: 'load' })
    report(`/${path} is there`, response?.status() === 200 ? [] : [`answered ${response?.status()}`])
    const findings = await checkPage(page)
    for (const { name, problems } of findings.checks) report(`/${path}: ${name}`, problems)
    report(`/${path}: no error on the console`, noise)
    for (const remark of findings.remarks) remarks.add(remark)
    await page.screenshot({ path: join(artifacts, `${path.replaceAll('/', '-') || 'index'}.png`) })
  })
}

async function withPage(
  browser: Browser,
  run: (page: Page, noise: string[]) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const noise: string[] = []
  page.on('pageerror', (error) => noise.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') noise.push(`console: ${message.text()} (${message.location().url})`)
  })
  try {
    await run(page, noise)
  } finally {
    await context.close()
  }
}
