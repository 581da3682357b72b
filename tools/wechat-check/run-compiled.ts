import { createRequire } from 'node:module'
import path from 'node:path'
import { JSDOM } from 'jsdom'
import { type DownloadPage, downloadProblems } from '../shared/download-page.js'
import { readJson } from '../shared/files.js'
import { reportProblems } from '../shared/in-child.js'

// Runs what the compiler made, on WeChat's own component engine in jsdom with its own template compiler, `wx` being our simulator.

/** The part of `miniprogram-simulate` and its components that is used here. */
interface Simulate {
  load(file: string, tag: string, options: { rootPath: string; compiler: 'official' }): string
  render(id: string): RenderedComponent
}

interface RenderedComponent {
  readonly dom: HTMLElement
  attach(parent: HTMLElement): void
  querySelector(selector: string): RenderedComponent | undefined
  querySelectorAll(selector: string): RenderedComponent[]
  dispatchEvent(name: string, options?: { detail: unknown }): void
}

interface PageDefinition {
  data: object
  onLoad?(query: object): void
  [handler: string]: unknown
}

const require = createRequire(import.meta.url)
const root = path.resolve(process.argv[2] ?? '')

/** The globals of a browser that WeChat's component engine draws with. */
function openWindow(): void {
  const { window } = new JSDOM('<!doctype html><body></body>', {
    url: 'http://localhost/',
    pretendToBeVisual: true,
  })
  const names = 'document Element Node Event CustomEvent HTMLElement DocumentFragment Text Comment'.split(' ')
  for (const name of ['MouseEvent', 'TouchEvent', 'getComputedStyle', ...names]) {
    const value = (window as never)[name]
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
  Object.assign(globalThis, { window })
}

/** Packages are found where WeChat finds them. */
function resolvePackages(): void {
  const loader = require('node:module') as { _resolveFilename(request: string, ...rest: unknown[]): string }
  const original = loader._resolveFilename
  loader._resolveFilename = function (request, ...rest) {
    const file = /^@miniferry\//.test(request)
      ? path.join(root, 'miniprogram_npm', request)
      : // The compiler's own helpers, which it names without `./` at the root.
        request.replace(/^@babel\//, `${root}/@babel/`)
    return original.call(this, file, ...rest)
  }
}

/** The engine knows components only: a page is one, with its handlers as methods. */
function definePages(): void {
  let app: object = {}
  Object.assign(globalThis, {
    Page({ data, onLoad, ...methods }: PageDefinition) {
      const { Component } = globalThis as unknown as { Component(definition: object): void }
      const attached = function (this: never): void {
        onLoad?.call(this, {})
      }
      Component({ data, methods, lifetimes: { attached } })
    },
    App(definition: object) {
      app = definition
    },
    getApp: () => app,
  })
  require(path.join(root, 'app.js'))
}

function open(simulate: Simulate, page: string): RenderedComponent {
  const id = simulate.load(path.join(root, page), 'page', { rootPath: root, compiler: 'official' })
  const component = simulate.render(id)
  component.attach(document.body)
  return component
}

/** The page of the demo that downloads: the address is typed there. */
function demoPage(component: RenderedComponent, url: string): DownloadPage {
  const find = (selector: string): RenderedComponent => {
    const found = component.querySelector(selector)
    if (!found) throw new Error(`the page shows no ${selector}`)
    return found
  }
  const texts = (selector: string): string[] =>
    component.querySelectorAll(selector).map(({ dom }) => dom.textContent?.trim() ?? '')
  return {
    start() {
      find('.field-input').dispatchEvent('input', { detail: { value: url } })
      find('.action').dispatchEvent('tap')
    },
    percent() {
      const percent = Number.parseFloat(texts('.meter-percent')[0] ?? '')
      return Number.isNaN(percent) ? undefined : percent
    },
    outcome() {
      const [status] = texts('.badge')
      const path = texts('.row-value')[texts('.row-name').indexOf('tempFilePath')] ?? ''
      return status && `${status} ${path}`.trim()
    },
  }
}

await reportProblems(async () => {
  openWindow()
  resolvePackages()
  const simulate = require('miniprogram-simulate') as Simulate
  const { createWechatHost } = await import('../../packages/simulator/dist/index.mjs')
  const wx = createWechatHost({ device: 'ios' })
  Object.assign(globalThis, { wx: Object.assign(wx, { setNavigationBarTitle() {}, redirectTo() {} }) })
  definePages()
  const { pages } = readJson<{ pages: string[] }>(root, 'app.json')
  const problems = await downloadProblems((url, server) => {
    wx.setStorageSync('server', server.origin)
    return demoPage(open(simulate, 'pages/download/download'), url)
  }, wx.simulate.readFile)
  const empty = pages.filter((page) => open(simulate, page).querySelectorAll('.card').length === 0)
  return [...problems, ...empty.map((page) => `${page} shows nothing`)]
})
