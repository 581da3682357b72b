import { describe, expect, it } from 'vitest'
import {
  createMemoryDisk,
  createScriptedFetch,
  createWatchedDisk,
  createWechatHost,
  type DiskStep,
  type FetchLike,
  type WechatHost,
} from '../src/index.js'
import { call, download, startDownload } from './native-call.js'

const url = 'https://example.com/a.bin'
const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 100 }, { bytes: 50 }] }))
const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)

/** A phone on which the app has run before, so that its folders are there, and a disk that notes steps. */
function startWatched(onStep: (step: DiskStep) => void = () => undefined, fetchLike: FetchLike = fetch) {
  const disk = createMemoryDisk()
  createWechatHost({ disk })
  const steps: DiskStep[] = []
  const watched = createWatchedDisk(disk, (step) => {
    steps.push(step)
    onStep(step)
  })
  const wx = createWechatHost({ disk: watched, fetch: fetchLike })
  return { wx, steps, pathOf: (name: string) => `${wx.env.USER_DATA_PATH}/${name}` }
}

/** Runs an app until it ends, or is killed before the given step: then gives the host of its next run. */
function runKilledAt(
  step: number,
  app: (wx: WechatHost) => Promise<unknown>,
): Promise<{ next?: WechatHost; steps: DiskStep[] }> {
  return new Promise((resolve) => {
    const { wx, steps } = startWatched(({ index }) => {
      if (index !== step) return
      resolve({ next: wx.simulate.kill(), steps })
      throw new Error('killed')
    })
    app(wx).then(() => resolve({ steps }))
  })
}

describe('a watched disk', () => {
  it('tells each change before it is made, and nothing else', () => {
    const { wx, steps, pathOf } = startWatched()
    const manager = wx.getFileSystemManager()
    manager.mkdirSync(pathOf('a/b'), true)
    manager.mkdirSync(pathOf('a/b'), true)
    manager.writeFileSync(pathOf('a/b/f'), 'text')
    manager.appendFileSync(pathOf('a/b/f'), 'more')
    manager.readFileSync(pathOf('a/b/f'))
    manager.readdirSync(pathOf('a'))
    manager.renameSync(pathOf('a/b/f'), pathOf('a/g'))
    manager.unlinkSync(pathOf('a/g'))
    manager.rmdirSync(pathOf('a/b'))
    wx.setStorageSync('key', 1)
    expect(steps).toEqual([
      { index: 0, operation: 'mkdir', path: 'user/a/b' },
      { index: 1, operation: 'write', path: 'user/a/b/f' },
      { index: 2, operation: 'append', path: 'user/a/b/f' },
      { index: 3, operation: 'rename', path: 'user/a/b/f' },
      { index: 4, operation: 'unlink', path: 'user/a/g' },
      { index: 5, operation: 'rmdir', path: 'user/a/b' },
      { index: 6, operation: 'write', path: 'storage/key' },
    ])
  })

  it('leaves a change out where its step throws, and the free space as it was', async () => {
    let isBroken = true
    const { wx, steps, pathOf } = startWatched(() => {
      if (isBroken) throw new Error('input/output error')
    })
    wx.simulate.fillDisk(4)
    const write = () => call(wx.getFileSystemManager().writeFile, { filePath: pathOf('a'), data: 'text' })
    expect((await write()).errMsg).toMatch(/^writeFile:fail/)
    expect(wx.simulate.readFile(pathOf('a'))).toBeUndefined()
    isBroken = false
    expect((await write()).errMsg).toBe('writeFile:ok')
    expect(text(wx.simulate.readFile(pathOf('a')))).toBe('text')
    expect(steps.map(({ index }) => index)).toEqual([0, 1])
  })
})

describe('an app that is killed before any step', () => {
  /** Writes beside the file, then puts the new one in its place, with a note in the storage around it. */
  const replaceFile = async (wx: WechatHost) => {
    const manager = wx.getFileSystemManager()
    const path = (name: string) => `${wx.env.USER_DATA_PATH}/${name}`
    await call(manager.writeFile, { filePath: path('file'), data: 'old' })
    await call(manager.writeFile, { filePath: path('file.new'), data: 'new' })
    await call(manager.appendFile, { filePath: path('file.new'), data: 'er' })
    await call(manager.rename, { oldPath: path('file.new'), newPath: path('file') })
    await call(manager.writeFile, { filePath: path('done'), data: 'done' })
  }

  it('leaves what it wrote before to its next run, and no more', async () => {
    const seen: unknown[] = []
    for (let step = 0; ; step++) {
      const { next, steps } = await runKilledAt(step, replaceFile)
      if (next === undefined) break
      expect(steps).toHaveLength(step + 1)
      const files = ['file', 'file.new', 'done'].map((name) =>
        text(next.simulate.readFile(`${next.env.USER_DATA_PATH}/${name}`)),
      )
      seen.push(files)
    }
    expect(seen).toEqual([
      [undefined, undefined, undefined],
      ['old', undefined, undefined],
      ['old', 'new', undefined],
      ['old', 'newer', undefined],
      ['newer', undefined, undefined],
    ])
  })

  it('downloads in its next run, whichever step of a download it did not survive', async () => {
    const app = (wx: WechatHost) => download(wx, { url, filePath: `${wx.env.USER_DATA_PATH}/a` })
    const operations: unknown[] = []
    for (let step = 0; ; step++) {
      const { next, steps } = await runKilledAt(step, app)
      if (next === undefined) break
      operations.push(steps.at(-1)?.operation)
      const path = `${next.env.USER_DATA_PATH}/a`
      expect(next.simulate.readFile(path)).toBeUndefined()
      expect(await app(next)).toMatchObject({ statusCode: 200 })
      expect(next.simulate.readFile(path)).toHaveLength(150)
      // The killed run threw its part away without a step: what follows is the next run.
      expect(steps.slice(step + 1).map(({ operation }) => operation)).toEqual([
        'write',
        'append',
        'append',
        'rename',
      ])
    }
    expect(operations).toEqual(['write', 'append', 'append', 'rename'])
  })

  it('takes its other downloads with it, queued ones too, without a word', async () => {
    const fetched: string[] = []
    const slow: FetchLike = (address, init) => {
      fetched.push(address)
      return createScriptedFetch(() => ({ never: true }))(address, init)
    }
    let next: WechatHost | undefined
    const { wx, pathOf } = startWatched(({ path }) => {
      if (path !== 'user/last') return
      next = wx.simulate.kill()
      throw new Error('killed')
    }, slow)
    wx.simulate.knobs.parallelLimit = 1
    const running = startDownload(wx, { url, filePath: pathOf('a') })
    const queued = startDownload(wx, { url: `${url}?queued`, filePath: pathOf('b') })
    expect(() => wx.getFileSystemManager().writeFileSync(pathOf('last'), 'text')).toThrow()
    await new Promise(setImmediate)
    expect([running.order, queued.order]).toEqual([['returned'], ['returned']])
    expect(fetched).toEqual([url])
    expect(wx.simulate.tasks).toEqual([])
    expect(next?.getFileSystemManager().readdirSync(next.env.USER_DATA_PATH)).toEqual([])
  })

  it('starts and changes nothing, should its code still run', async () => {
    const fetched: string[] = []
    const { wx, steps, pathOf } = startWatched(undefined, (address, init) => {
      fetched.push(address)
      return fetch(address, init)
    })
    const manager = wx.getFileSystemManager()
    manager.writeFileSync(pathOf('a'), 'text')
    const next = wx.simulate.kill()
    const told: unknown[] = []
    const complete = (outcome: unknown) => told.push(outcome)
    manager.unlink({ filePath: pathOf('a'), complete })
    wx.downloadFile({ url, complete })
    wx.request({ url, complete })
    expect(() => manager.writeFileSync(pathOf('a'), 'other')).toThrow()
    expect(() => wx.setStorageSync('key', 1)).toThrow()
    await new Promise(setImmediate)
    expect([told, fetched, wx.simulate.tasks]).toEqual([[], [], []])
    expect(text(next.simulate.readFile(pathOf('a')))).toBe('text')
    expect(steps).toHaveLength(1)
  })
})
