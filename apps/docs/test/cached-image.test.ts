import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as alipay from '@miniferry/download-alipay'
import {
  createAlipayHost,
  createScriptedFetch,
  createWechatHost,
  type ScriptedResponse,
} from '@miniferry/download-simulator'
import * as wechat from '@miniferry/download-wechat'
import { useFakeClock } from '@miniferry/testing/virtual-time'
import ts from 'typescript'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { repository } from '../src/site/page-sources.js'

type Method = (this: object, value?: unknown) => void

/** What a sample hands to `Component`, in the words of both platforms. */
interface Definition {
  readonly methods: { readonly onError: Method }
  readonly observers: { readonly src: Method }
  readonly lifetimes: { readonly detached: Method }
  readonly didMount: Method
  readonly didUpdate: Method
  readonly didUnmount: Method
}

interface Image {
  data: { path: string; src?: string }
  props?: { src: string }
  setData(changes: { path?: string }): void
  onError(): void
}

/** The component of docs/cache.md on each platform, and how its framework calls it. */
const components = [
  {
    marker: 'cached-image',
    global: 'wx',
    library: wechat,
    createHost: createWechatHost,
    show({ observers }: Definition, image: Image, src: string) {
      image.data.src = src
      // Whenever it is set, also to what it was.
      observers.src.call(image, src)
    },
    detach: ({ lifetimes }: Definition, image: Image) => lifetimes.detached.call(image),
  },
  {
    marker: 'cached-image-alipay',
    global: 'my',
    library: alipay,
    createHost: createAlipayHost,
    show({ didMount, didUpdate }: Definition, image: Image, src: string) {
      const previous = image.props
      image.props = { src }
      if (previous) didUpdate.call(image, previous)
      else didMount.call(image)
    },
    detach: ({ didUnmount }: Definition, image: Image) => didUnmount.call(image),
  },
]

const picture: ScriptedResponse = {
  headers: { 'Content-Type': 'image/png', 'Content-Length': '10' },
  chunks: [{ bytes: 10 }],
}
const url = 'https://example.com/a.png'
const page = readFileSync(join(repository, 'docs/cache.md'), 'utf8')

describe.each(components)('the image component of the documentation: $marker', (component) => {
  useFakeClock()
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  const { marker, global, library, createHost } = component
  const code = new RegExp(`<!-- ${marker} -->\n(?:<!--.*-->\n)?\`\`\`js\n([^]*?)\`\`\``).exec(page)?.[1]
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018 }
  const { outputText } = ts.transpileModule(code ?? '', { compilerOptions })
  const createScene = () => {
    const scene = {
      /** What the server was asked for, and what it answers. */
      urls: [] as string[],
      answer: picture,
      /** What the image was given to show, and whether it shows that. */
      paths: [] as string[],
      isPicture: (_path: string): boolean => true,
    }
    const fetch = createScriptedFetch((asked) => {
      scene.urls.push(asked)
      return scene.answer
    })
    const host = createHost({ fetch })
    vi.stubGlobal(global, host)
    const definitions: Definition[] = []
    const run = new Function('require', 'exports', 'Component', outputText)
    run(
      () => library,
      {},
      (given: Definition) => definitions.push(given),
    )
    const definition = definitions[0] ?? expect.fail(`${marker} of docs/cache.md makes no component`)
    const image: Image = {
      ...definition.methods,
      data: { path: '' },
      setData(changes) {
        const before = image.data.path
        Object.assign(image.data, changes)
        const { path } = image.data
        if (path === '' || path === before) return
        scene.paths.push(path)
        // The image element tells a moment later.
        if (!scene.isPicture(path)) setTimeout(() => image.onError(), 5)
      },
    }
    return Object.assign(scene, {
      image,
      host,
      show: (src: string) => component.show(definition, image, src),
      detach: () => component.detach(definition, image),
    })
  }
  const settle = (milliseconds = 100): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

  it('shows a picture, and the second time without a request', async () => {
    const { image, urls, show } = createScene()
    show(url)
    await settle()
    expect(image.data.path).toMatch(/miniferry-.*\.png$/)
    const { path } = image.data
    show('')
    expect(image.data.path).toBe('')
    show(url)
    await settle()
    expect(image.data.path).toBe(path)
    expect(urls).toHaveLength(1)
  })

  it('downloads a picture anew whose file went away', async () => {
    const { image, urls, host, show } = createScene()
    show(url)
    await settle()
    expect(image.data.path).toMatch(/miniferry-/)
    const { path } = image.data
    host.simulate.removeFiles((name) => name === path)
    image.onError()
    await settle()
    expect(image.data.path).toMatch(/miniferry-/)
    expect(image.data.path).not.toBe(path)
    expect(urls).toHaveLength(2)
  })

  it('shows nothing of a picture that was replaced or is gone', async () => {
    const { image, show, detach } = createScene()
    show(url)
    show('https://example.com/b.png')
    detach()
    await settle()
    expect(image.data.path).toBe('')
  })

  for (const [words, requests, answer] of [
    ['a page with status 200', 2, { headers: { 'Content-Type': 'text/html' }, chunks: [{ bytes: 10 }] }],
    ['an empty file', 2, { headers: { 'Content-Type': 'image/png', 'Content-Length': '0' } }],
    ['a picture that is none', 2, picture],
    ['an answer that there is none', 1, { status: 404 }],
  ] as const) {
    it(`tries ${words} no more than twice, and then the url itself`, async () => {
      const scene = createScene()
      scene.isPicture = () => false
      scene.answer = answer
      scene.show(url)
      await settle(10_000)
      expect(scene.urls).toHaveLength(requests)
      expect(scene.image.data.path).toBe(url)
      expect(scene.paths.filter((path) => path === url)).toHaveLength(1)
      // The same again, as when something else of the page has changed.
      scene.show(url)
      await settle(10_000)
      expect(scene.urls.length).toBeLessThanOrEqual(requests + 1)
      expect(scene.image.data.path).toBe(url)
    })
  }

  it('shows a picture that is one at the second try', async () => {
    const scene = createScene()
    scene.isPicture = (path) => path !== scene.paths[0]
    scene.show(url)
    await settle()
    expect(scene.urls).toHaveLength(2)
    expect(scene.image.data.path).toBe(scene.paths[1])
    expect(scene.paths).toHaveLength(2)
  })

  it('tries each of several pictures once more', async () => {
    const scene = createScene()
    scene.isPicture = () => false
    for (const src of [url, 'https://example.com/b.png']) {
      scene.show(src)
      await settle()
      expect(scene.image.data.path).toBe(src)
    }
    expect(scene.urls).toHaveLength(4)
  })

  it('does nothing for a picture that fails when it is gone already', async () => {
    const scene = createScene()
    scene.isPicture = () => false
    scene.show(url)
    await vi.advanceTimersByTimeAsync(1)
    scene.show('')
    await settle()
    expect(scene.image.data.path).toBe('')
    expect(scene.urls).toHaveLength(1)
  })
})
