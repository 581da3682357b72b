import type { Page } from 'playwright-core'

/** What a browser says of its own accord about requests that the check makes fail on purpose. */
const expectedFailures = [/\/status\/404$/, /^http:\/\/127\.0\.0\.1:8786\//, /[?&](reset|breakEvery|status)=/]

/** Collects what must not happen in a page: errors and warnings on its console, and exceptions. */
export function watchConsole(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`exception: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const { url } = message.location()
    const expected =
      message.text().startsWith('Failed to load resource') &&
      expectedFailures.some((pattern) => pattern.test(url))
    if (!expected) problems.push(`console ${message.type()}: ${message.text()} (${url})`)
  })
  return problems
}
