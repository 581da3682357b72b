import { readFileSync } from 'node:fs'
import path from 'node:path'
import { JSDOM, VirtualConsole } from 'jsdom'
import { buildPreview } from '../../apps/preview/src/build-preview.js'
import { downloadPageProblems, type PageDriver } from '../shared/drive-download-page.js'
import { report } from '../shared/run-in-child.js'
import { temporaryFolder } from '../shared/temporary-copy.js'

const project = path.resolve(process.argv[2] ?? '')

/** A window that runs the bundle of the preview on `my`. */
function openWindow(bundle: string, my: object): JSDOM['window'] {
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
  return window
}

function drive(window: JSDOM['window']): PageDriver {
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
      const input = find(selector).querySelector('input')
      if (!input) throw new Error(`${selector} is no input`)
      input.value = text
      input.dispatchEvent(new window.Event('input', { bubbles: true }))
    },
  }
}

await report(async () => {
  const { bundle, problems } = await buildPreview({
    platform: 'alipay',
    projectDirectory: project,
    outDirectory: temporaryFolder(),
  })
  const { createAlipayHost } = await import('../../packages/simulator/dist/index.mjs')
  const my = createAlipayHost()
  const { pages } = JSON.parse(readFileSync(path.join(project, 'app.json'), 'utf8')) as { pages: string[] }

  const found = await downloadPageProblems({
    openPage(server) {
      my.setStorageSync({ key: 'server', data: server.origin })
      return drive(openWindow(bundle, my))
    },
    readFile: (file) => my.simulate.readFile(file),
  })
  const { redirectTo } = my as unknown as { redirectTo(options: { url: string }): void }
  const window = openWindow(bundle, my)
  for (const page of pages) {
    redirectTo({ url: `/${page}` })
    if (drive(window).texts('.card').length === 0) found.push(`${page} shows nothing`)
  }
  return [...problems, ...found]
})
