import { describe, expect, it, vi } from 'vitest'
import { createMovingDownload, type NativeResult } from '../../src/index.js'
import { createStubPlatform } from '../stub-platform.js'
import { createStubFileSystem, failing } from './stub-file-system.js'

const url = 'https://example.com/'
const done = (): unknown => ({})
const all = { mkdir: done, unlink: done, saveFile: done, rename: done, access: done }

function start(answers: Parameters<typeof createStubFileSystem>[0], filePath?: string, own = 'usr') {
  const { dialect, calls } = createStubFileSystem(answers)
  const platform = createStubPlatform()
  const download = createMovingDownload(platform.download, dialect, () => own)
  const request = filePath === undefined ? { url } : { url, filePath }
  let abort = (): void => undefined
  const outcome = new Promise<unknown>((resolve) => {
    const listener = { progress: vi.fn(), headers: vi.fn(), success: resolve, fail: resolve }
    abort = download(request, listener).abort
  })
  const succeed = (result: NativeResult): Promise<unknown> => {
    platform.listener.success(result)
    return outcome
  }
  return { succeed, calls, abort: () => abort(), platform }
}

/** The calls with their paths only. */
function pathsOf(calls: readonly [method: string, options: object][]): unknown[] {
  return calls.map(([method, options]) => [
    method,
    ...Object.values(options).filter((value) => value !== true),
  ])
}

describe('a file that the host put elsewhere', () => {
  it('is moved to a place of ours before what is there is replaced', async () => {
    const { succeed, calls } = start(all, 'usr/a')
    expect(await succeed({ tempFilePath: 'tmp/1', statusCode: 200 })).toEqual({
      tempFilePath: 'tmp/1',
      filePath: 'usr/a',
      statusCode: 200,
    })
    expect(calls).toEqual([
      ['mkdir', { dirPath: 'usr/miniferry', recursive: true }],
      ['unlink', { filePath: 'usr/miniferry/moved-1' }],
      ['saveFile', { tempFilePath: 'tmp/1', filePath: 'usr/miniferry/moved-1' }],
      ['rename', { oldPath: 'usr/miniferry/moved-1', newPath: 'usr/a' }],
    ])
  })

  it('is moved from beside the path that was asked for', async () => {
    const { succeed, calls } = start(all, 'usr/a.bin')
    expect(await succeed({ filePath: 'usr/a(1).bin' })).toEqual({ filePath: 'usr/a.bin' })
    expect(pathsOf(calls).slice(2)).toEqual([
      ['rename', 'usr/a(1).bin', 'usr/miniferry/moved-1'],
      ['rename', 'usr/miniferry/moved-1', 'usr/a.bin'],
    ])
  })

  it('is moved from beside it where the host reports that path as a temporary one as well', async () => {
    const { succeed, calls } = start(all, 'usr/a.bin')
    await succeed({ tempFilePath: 'usr/a(1).bin', filePath: 'usr/a(1).bin' })
    expect(pathsOf(calls)).toContainEqual(['rename', 'usr/a(1).bin', 'usr/miniferry/moved-1'])
  })

  it('is saved where the host reports its temporary path as the other one as well', async () => {
    const { succeed, calls } = start(all, 'usr/a.bin')
    await succeed({ tempFilePath: 'usr-tmp/1', filePath: 'usr-tmp/1' })
    expect(pathsOf(calls)).toContainEqual(['saveFile', 'usr-tmp/1', 'usr/miniferry/moved-1'])
  })

  it('is saved where the host names no folder of the app', async () => {
    const { succeed, calls } = start(all, '/a.bin', '')
    await succeed({ tempFilePath: '/tmp/1' })
    expect(pathsOf(calls)).toContainEqual(['saveFile', '/tmp/1', '/miniferry/moved-1'])
  })

  it('is moved from where the host has stored it, in no folder of the app, where no temporary one is there', async () => {
    const { succeed, calls } = start({ ...all, access: failing('missing') }, 'usr/a')
    await succeed({ tempFilePath: 'tmp/1', filePath: 'store/b' })
    expect(pathsOf(calls)).toContainEqual(['rename', 'store/b', 'usr/miniferry/moved-1'])
  })

  it('is moved though the host reports the path that was asked for as well', async () => {
    const { succeed, calls } = start(all, 'usr/a')
    await succeed({ tempFilePath: 'tmp/1', filePath: 'usr/a' })
    expect(pathsOf(calls)).toContainEqual(['saveFile', 'tmp/1', 'usr/miniferry/moved-1'])
  })

  it('is looked for where the host reports two other paths', async () => {
    const { succeed, calls } = start({ ...all, access: failing('missing') }, 'usr/a')
    await succeed({ tempFilePath: 'tmp/1', filePath: 'usr/b' })
    expect(pathsOf(calls)).toContainEqual(['rename', 'usr/b', 'usr/miniferry/moved-1'])
  })

  it('fails where it is nowhere, though the host reports the path that was asked for as well', async () => {
    const { succeed } = start({ ...all, access: failing('missing'), saveFile: failing('missing') }, 'usr/a')
    expect(await succeed({ tempFilePath: 'tmp/1', filePath: 'usr/a' })).toMatchObject({
      errMsg: 'downloadFile:fail saveFile:fail missing',
    })
  })

  it('fails where it cannot be stored, and what was there stays', async () => {
    const { succeed, calls } = start({ ...all, saveFile: failing('full') }, 'usr/a')
    expect(await succeed({ tempFilePath: 'tmp/1' })).toMatchObject({
      native: 'full',
      errMsg: 'downloadFile:fail saveFile:fail full',
    })
    expect(pathsOf(calls).slice(2)).toEqual([['saveFile', 'tmp/1', 'usr/miniferry/moved-1']])
  })

  it('leaves nothing of ours where its folder is missing', async () => {
    const { succeed, calls } = start({ ...all, rename: failing('missing') }, 'usr/no/a')
    expect(await succeed({ tempFilePath: 'tmp/1' })).toMatchObject({
      errMsg: 'downloadFile:fail rename:fail missing',
    })
    expect(pathsOf(calls).at(-1)).toEqual(['unlink', 'usr/miniferry/moved-1'])
  })

  it('has a name of bounded length on its way', async () => {
    const { succeed, calls } = start(all, `usr/${'文'.repeat(85)}`)
    await succeed({ tempFilePath: 'tmp/1' })
    expect(pathsOf(calls)).toContainEqual(['saveFile', 'tmp/1', 'usr/miniferry/moved-1'])
  })
})

describe('the place of ours', () => {
  it('is another one while it is in use, and the first one again as soon as that is free', async () => {
    const { dialect, calls } = createStubFileSystem(all)
    const platform = createStubPlatform()
    const download = createMovingDownload(platform.download, dialect, () => 'usr')
    const move = (): Promise<void> =>
      new Promise((resolve, reject) => {
        download(
          { url, filePath: 'usr/a' },
          { progress: vi.fn(), headers: vi.fn(), success: () => resolve(), fail: reject },
        )
        platform.listener.success({ tempFilePath: 'tmp/1' })
      })
    await Promise.all([move(), move()])
    await move()
    const places = calls.filter(([method]) => method === 'saveFile').map(([, { filePath }]) => filePath)
    expect(places).toEqual(['moved-1', 'moved-2', 'moved-1'].map((name) => `usr/miniferry/${name}`))
  })
})

describe('an abort', () => {
  it('is passed on', () => {
    const { abort, platform } = start({})
    abort()
    expect(platform.aborts).toBe(1)
  })

  it('while the file is being stored leaves what was there, and nothing of ours', async () => {
    const running = start(
      {
        ...all,
        saveFile() {
          running.abort()
          return {}
        },
      },
      'usr/a',
    )
    await running.succeed({ tempFilePath: 'tmp/1' })
    expect(pathsOf(running.calls).slice(1)).toEqual([
      ['unlink', 'usr/miniferry/moved-1'],
      ['saveFile', 'tmp/1', 'usr/miniferry/moved-1'],
      ['unlink', 'usr/miniferry/moved-1'],
    ])
  })
})

it('two downloads to one path do not meet', async () => {
  const { dialect, calls } = createStubFileSystem(all)
  const platform = createStubPlatform()
  const download = createMovingDownload(platform.download, dialect, () => 'usr')
  for (let count = 0; count < 2; count += 1) {
    await new Promise<unknown>((success) => {
      const listener = { progress: vi.fn(), headers: vi.fn(), success, fail: vi.fn() }
      download({ url, filePath: 'usr/a' }, listener)
      platform.listener.success({ tempFilePath: 'tmp/1' })
    })
  }
  const stored = calls.filter(([method]) => method === 'saveFile').map(([, { filePath }]) => filePath)
  expect(stored).toEqual(['usr/miniferry/moved-1', 'usr/miniferry/moved-2'])
})

describe('nothing is moved', () => {
  it.each<[string, string | undefined, NativeResult]>([
    ['where no path was asked for', undefined, { tempFilePath: 'tmp/1' }],
    ['where the host obeyed', 'usr/a', { filePath: 'usr/a', tempFilePath: '' }],
    [
      'where the host names the path as the temporary one too',
      'usr/a',
      { filePath: 'usr/a', tempFilePath: 'usr/a' },
    ],
    ['where there is no file to move', 'usr/a', { statusCode: 200 }],
  ])('%s', async (_, filePath, result) => {
    const { succeed, calls } = start(all, filePath)
    expect(await succeed(result)).toEqual(result)
    expect(calls).toEqual([])
  })

  it.each([
    ['where nothing is at the other path that the host reports', 'missing'],
    ['where the host cannot tell whether something is there', 'denied'],
  ])('%s', async (_, words) => {
    const access = ({ path }: object & { path?: unknown }): unknown =>
      path === 'usr/a' && words === 'missing' ? {} : failing(words)()
    const { succeed, calls } = start({ ...all, access }, 'usr/a')
    const result = { filePath: 'usr/a', tempFilePath: 'tmp/1' }
    expect(await succeed(result)).toEqual(result)
    expect(pathsOf(calls)).toEqual([
      ['access', 'tmp/1'],
      ['access', 'usr/a'],
    ])
  })
})
