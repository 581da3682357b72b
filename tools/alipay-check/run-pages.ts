import { readFileSync } from 'node:fs'
import path from 'node:path'
import { JSDOM, VirtualConsole } from 'jsdom'
import { buildPreview } from '../../apps/preview/src/build-preview.js'
import { demoPage, downloadProblems, type RenderedPage } from '../shared/download-page.js'
import { readJson, temporaryFolder } from '../shared/files.js'
import { reportProblems } from '../shared/in-child.js'

// Runs the project's pages in jsdom, as the preview renders them, `my` being our simulator.

const project = path.resolve(process.argv[2] ?? '')

/** A window that runs the bundle of the preview on `my`. */
function openWindow(bundle: string, my: object): RenderedPage {
  const virtualConsole = new VirtualConsole()
  virtualConsole.on('error', (...parts: unknown[]) => console.error(...parts))
  virtualConsole.on('jsdomError', (error) => console.error(error))
  const { window } = new JSDOM('<!doctype html><body></body>', {
    url: 'http://localhost/',
    runScripts: 'outside-only',
    pretendToBeVisual: true,
    virtualConsole,
  })
  Object.assign(window, { my })
  window.eval(readFileSync(bundle, 'utf8'))
  const all = (selector: string): Element[] => [...window.document.querySelectorAll(selector)]
  const find = (selector: string): Element => {
    const [found] = all(selector)
    if (!found) throw new Error(`the page shows no ${selector}`)
    return found
  }
  return {
    texts: (selector) => all(selector).map(({ textContent }) => textContent?.trim() ?? ''),
    tap(selector) {
      const element = find(selector)
      for (const type of ['mousedown', 'mouseup']) {
        element.dispatchEvent(new window.MouseEvent(type, { bubbles: true, clientX: 1, clientY: 1 }))
      }
    },
    type(selector, text) {
      const input = find(`${selector} input`) as HTMLInputElement
      input.value = text
      input.dispatchEvent(new window.Event('input', { bubbles: true }))
    },
  }
}

await reportProblems(async () => {
  const { bundle, problems } = await buildPreview({
    platform: 'alipay',
    projectDirectory: project,
    outDirectory: temporaryFolder(),
  })
  const { createAlipayHost } = await import('../../packages/simulator/dist/index.mjs')
  const my = createAlipayHost()
  const found = await downloadProblems((url, server) => {
    my.setStorageSync({ key: 'server', data: server.origin })
    return demoPage(openWindow(bundle, my), url)
  }, my.simulate.readFile)
  const window = openWindow(bundle, my)
  const { redirectTo } = my as unknown as { redirectTo(options: { url: string }): void }
  const { pages } = readJson<{ pages: string[] }>(project, 'app.json')
  for (const page of pages) {
    redirectTo({ url: `/${page}` })
    if (window.texts('.card').length === 0) found.push(`${page} shows nothing`)
  }
  return [...problems, ...found]
})
