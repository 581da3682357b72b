import { readFileSync } from 'node:fs'
import { createScriptedFetch, createWechatHost, type WechatHost } from '@miniferry/download-simulator'
import ts from 'typescript'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as library from '../src/index.js'

/** What the sample hands to `Component`. */
interface Definition {
  data: { path: string }
  observers: { src(this: object, url: string): void }
  lifetimes: { detached(this: object): void }
  methods: { onError(this: object): void }
}

interface Instance {
  data: { path: string; src: string }
  setSrc(url: string): void
  onError(): void
  detach(): void
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100)
}

/** The component of docs/cache.md, as the page shows it, on a simulated phone. */
function createCachedImage(): { image: Instance; wx: WechatHost; urls: string[] } {
  const page = readFileSync(new URL('../../../docs/cache.md', import.meta.url), 'utf8')
  const [, sample = ''] = /<!-- cached-image -->\n```js\n([\s\S]*?)```/.exec(page) ?? []
  const urls: string[] = []
  const wx = createWechatHost({
    fetch: createScriptedFetch((url) => {
      urls.push(url)
      return { headers: { 'Content-Type': 'image/png', 'Content-Length': '10' }, chunks: [{ bytes: 10 }] }
    }),
  })
  vi.stubGlobal('wx', wx)
  const { outputText } = ts.transpileModule(sample, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018 },
  })
  let definition: Definition | undefined
  const run = new Function('require', 'exports', 'Component', outputText)
  run(
    () => library,
    {},
    (given: Definition) => {
      definition = given
    },
  )
  if (definition === undefined) throw new Error('docs/cache.md has no component')
  const { observers, lifetimes, methods, data } = definition
  const image = {
    ...methods,
    data: { ...data, src: '' },
    setData: (changes: object) => Object.assign(image.data, changes),
    setSrc(url: string) {
      image.data.src = url
      observers.src.call(image, url)
    },
    detach: () => lifetimes.detached.call(image),
  }
  return { image, wx, urls }
}

describe('the image component of the documentation', () => {
  it('shows a picture, and the second time without a request', async () => {
    const { image, urls } = createCachedImage()
    image.setSrc('https://example.com/a.png')
    await settle()
    expect(image.data.path).toMatch(/miniferry-.*\.png$/)
    const { path } = image.data
    image.setSrc('')
    expect(image.data.path).toBe('')
    image.setSrc('https://example.com/a.png')
    await settle()
    expect(image.data.path).toBe(path)
    expect(urls).toHaveLength(1)
  })

  it('downloads a picture anew whose file went away', async () => {
    const { image, urls, wx } = createCachedImage()
    image.setSrc('https://example.com/a.png')
    await settle()
    expect(image.data.path).toMatch(/miniferry-/)
    const { path } = image.data
    wx.simulate.removeFiles((name) => name === path)
    image.onError()
    await settle()
    expect(image.data.path).toMatch(/miniferry-/)
    expect(image.data.path).not.toBe(path)
    expect(urls).toHaveLength(2)
  })

  it('shows nothing of a picture that was replaced or is gone', async () => {
    const { image } = createCachedImage()
    image.setSrc('https://example.com/a.png')
    image.setSrc('https://example.com/b.png')
    image.detach()
    await settle()
    expect(image.data.path).toBe('')
  })
})
