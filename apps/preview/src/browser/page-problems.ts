import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The global that the script leaves. */
interface WithAxe {
  readonly axe: { run(options: RunOptions): Promise<AxeResults> }
}

/**
 * What axe calls serious or critical on the page, in one color scheme.
 *
 * @param frames - where it looks; by default everywhere
 * @param rules - all, unless some are named
 */
export async function accessibilityProblems(
  page: Page,
  colorScheme: 'light' | 'dark',
  frames = page.frames(),
  rules?: string[],
): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  for (const frame of frames) {
    if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axeSource)
  }
  const options: RunOptions = {
    resultTypes: ['violations'],
    iframes: frames.length > 1,
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  }
  const { violations } = await page.evaluate(
    (asked) => (globalThis as unknown as WithAxe).axe.run(asked),
    options,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => {
        const words = failureSummary.split('\n').slice(1).join(' ').trim()
        return `${colorScheme}, ${id}: ${target.flat().join(' ')}: ${words}`
      }),
    )
}

/** What a browser says of its own accord about requests that the check makes fail on purpose. */
const expectedFailures = [
  /\/status\/404$/,
  /^http:\/\/127\.0\.0\.1:8786\//,
  /[?&](reset|breakEvery|status|validFor)=/,
]

/** Collects what must not happen in a page: errors and warnings on its console, and exceptions. */
export function watchConsole(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`exception: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const { url } = message.location()
    const isExpected = expectedFailures.some((pattern) => pattern.test(url))
    if (isExpected && message.text().startsWith('Failed to load resource')) return
    problems.push(`console ${message.type()}: ${message.text()} (${url})`)
  })
  return problems
}
