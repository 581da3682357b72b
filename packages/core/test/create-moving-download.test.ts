import { describe, expect, it, vi } from 'vitest'
import { createMovingDownload, type NativeResult } from '../src/index.js'
import { createStubFileSystem, failing } from './stub-file-system.js'
import { createStubPlatform } from './stub-platform.js'

const url = 'https://example.com/'
const done = (): unknown => ({})

function start(answers: Parameters<typeof createStubFileSystem>[0], filePath?: string) {
  const { dialect, calls } = createStubFileSystem(answers)
  const platform = createStubPlatform()
  const download = createMovingDownload(platform.download, dialect)
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

describe('a file that the host put elsewhere', () => {
  it('is moved beside its place before what is there is removed', async () => {
    const { succeed, calls } = start({ unlink: done, saveFile: done, rename: done }, 'usr/a')
    expect(await succeed({ tempFilePath: 'tmp/1', statusCode: 200 })).toEqual({
      tempFilePath: 'tmp/1',
      filePath: 'usr/a',
      statusCode: 200,
    })
    expect(calls).toEqual([
      ['unlink', { filePath: 'usr/a.miniferry-1' }],
      ['saveFile', { tempFilePath: 'tmp/1', filePath: 'usr/a.miniferry-1' }],
      ['unlink', { filePath: 'usr/a' }],
      ['rename', { oldPath: 'usr/a.miniferry-1', newPath: 'usr/a' }],
    ])
  })

  it('fails where it cannot be stored, and what was there stays', async () => {
    const { succeed, calls } = start({ unlink: failing('missing'), saveFile: failing('full') }, 'usr/a')
    expect(await succeed({ tempFilePath: 'tmp/1' })).toMatchObject({
      native: 'full',
      errMsg: 'downloadFile:fail saveFile:fail full',
    })
    expect(calls.map(([method, { filePath }]) => [method, filePath])).toEqual([
      ['unlink', 'usr/a.miniferry-1'],
      ['saveFile', 'usr/a.miniferry-1'],
    ])
  })
})

describe('an abort', () => {
  it('is passed on', () => {
    const { abort, platform } = start({})
    abort()
    expect(platform.aborts).toBe(1)
  })

  it('while the file is being stored leaves what was there, and nothing beside it', async () => {
    const running = start(
      {
        unlink: done,
        saveFile() {
          running.abort()
          return {}
        },
        rename: done,
      },
      'usr/a',
    )
    await running.succeed({ tempFilePath: 'tmp/1' })
    expect(running.calls.map(([method, { filePath }]) => [method, filePath])).toEqual([
      ['unlink', 'usr/a.miniferry-1'],
      ['saveFile', 'usr/a.miniferry-1'],
      ['unlink', 'usr/a.miniferry-1'],
    ])
  })
})

it('two downloads to one path do not meet', async () => {
  const { dialect, calls } = createStubFileSystem({ unlink: done, saveFile: done, rename: done })
  const platform = createStubPlatform()
  const download = createMovingDownload(platform.download, dialect)
  for (let count = 0; count < 2; count += 1) {
    await new Promise<unknown>((success) => {
      const listener = { progress: vi.fn(), headers: vi.fn(), success, fail: vi.fn() }
      download({ url, filePath: 'usr/a' }, listener)
      platform.listener.success({ tempFilePath: 'tmp/1' })
    })
  }
  const stored = calls.filter(([method]) => method === 'saveFile').map(([, { filePath }]) => filePath)
  expect(stored).toEqual(['usr/a.miniferry-1', 'usr/a.miniferry-2'])
})

describe('nothing is moved', () => {
  it.each<[string, string | undefined, NativeResult]>([
    ['where no path was asked for', undefined, { tempFilePath: 'tmp/1' }],
    ['where the host obeyed', 'usr/a', { filePath: 'usr/a', tempFilePath: 'tmp/1' }],
    ['where there is no file to move', 'usr/a', { statusCode: 200 }],
  ])('%s', async (_, filePath, result) => {
    const { succeed, calls } = start({}, filePath)
    expect(await succeed(result)).toEqual(result)
    expect(calls).toEqual([])
  })
})
