import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const

export interface PageFindings {
  /** Each is one check: how it was looked at, and what was wrong. */
  readonly checks: readonly { readonly name: string; readonly problems: readonly string[] }[]
  /** Of no serious impact. */
  readonly remarks: readonly string[]
}

/** Looks at an open page as a phone and a desktop show it, light and dark. */
export async function checkPage(page: Page): Promise<PageFindings> {
  const checks: { name: string; problems: readonly string[] }[] = []
  const remarks = new Set<string>()
  await page.evaluate(axe)
  for (const [device, size] of Object.entries(widths)) {
    await page.setViewportSize(size)
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await page.waitForFunction(
        (dark) => document.documentElement.classList.contains('dark') === dark,
        theme === 'dark',
      )
      // Only colours are others in the dark.
      const { serious, others } = await violations(
        page,
        theme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined,
      )
      checks.push({ name: `axe, ${device}, ${theme}`, problems: serious })
      for (const other of others) remarks.add(other)
    }
    if (device === 'phone')
      checks.push({ name: 'no sideways scrolling on a phone', problems: await sideways(page) })
  }
  return { checks, remarks: [...remarks] }
}

async function violations(
  page: Page,
  rules: string[] | undefined,
): Promise<{ serious: string[]; others: string[] }> {
  const found = (await page.evaluate(async (only) => {
    // What changes its colour slowly is looked at when it has changed.
    for (const animation of document.getAnimations()) animation.finish()
    const { run } = (window as unknown as { axe: typeof import('axe-core') }).axe
    const { violations } = await run(document, {
      resultTypes: ['violations'],
      iframes: false,
      preload: false,
      ...(only && { runOnly: { type: 'rule', values: only } }),
    })
    return violations
  }, rules)) as AxeResults['violations']
  const words = found.map(({ id, impact, nodes }) => ({
    isSerious: impact === 'serious' || impact === 'critical',
    text: `${id} (${impact}): ${nodes
      .slice(0, 3)
      .map(({ target, any }) => `${target.join(' ')}${any[0] ? `: ${any[0].message}` : ''}`)
      .join('; ')}${nodes.length > 3 ? `; and ${nodes.length - 3} more` : ''}`,
  }))
  return {
    serious: words.filter(({ isSerious }) => isSerious).map(({ text }) => text),
    others: words.filter(({ isSerious }) => !isSerious).map(({ text }) => text),
  }
}

function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('main *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    )
    return [
      `is ${scrollWidth} px wide: ${wide
        .slice(0, 3)
        .map((one) => `${one.tagName}.${one.className}`)
        .join(', ')}`,
    ]
  })
}
