import type { Page } from 'playwright-core'
import { accessibilityProblems } from '../../../preview/src/browser/page-problems.js'

const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const

/** Looks at an open page as a phone and a desktop show it, light and dark: each check by its name, and what was wrong. */
export async function checkPage(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  const checks: Record<string, readonly string[]> = {}
  for (const [device, size] of Object.entries(widths)) {
    await page.setViewportSize(size)
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      const isDark = theme === 'dark'
      await page.waitForFunction(
        (dark) => document.documentElement.classList.contains('dark') === dark,
        isDark,
      )
      // What changes its colour slowly is looked at when it has changed.
      await page.evaluate(() => document.getAnimations().map((animation) => animation.finish()))
      // Only colours are others in the dark.
      const rules = isDark ? ['color-contrast', 'link-in-text-block'] : undefined
      checks[`axe, ${device}, ${theme}`] = await accessibilityProblems(page, theme, [page.mainFrame()], rules)
    }
    if (device === 'phone') checks['no sideways scrolling on a phone'] = await sideways(page)
  }
  return checks
}

function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const tables = [...document.querySelectorAll('main table')]
      .map((table) => Math.max(table.scrollWidth, table.getBoundingClientRect().width))
      .filter((width) => width > clientWidth)
      .map((width) => `a table of ${width} px`)
    if (scrollWidth <= clientWidth) return tables
    const wide = [...document.querySelectorAll('main *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    )
    const names = wide.slice(0, 3).map((one) => `${one.tagName}.${one.className}`)
    return [`is ${scrollWidth} px wide: ${names.join(', ')}`, ...tables]
  })
}
