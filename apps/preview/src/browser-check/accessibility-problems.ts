import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export type ColorScheme = 'light' | 'dark'

/** The global that the script leaves. */
interface Axe {
  run(options: RunOptions): Promise<AxeResults>
}

/** What axe calls serious or critical on the page and on both phones, in one color scheme. */
export async function accessibilityProblems(page: Page, colorScheme: ColorScheme): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(source)
  }
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: Axe }
    return axe.run({ resultTypes: ['violations'] })
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => {
        const words = failureSummary.split('\n').slice(1).join(' ').trim()
        return `${colorScheme}, ${id}: ${target.flat().join(' ')}: ${words}`
      }),
    )
}
