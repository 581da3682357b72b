import { describe, expect, it, vi } from 'vitest'
import { createMovingDownload, type NativeResult } from '../src/index.js'
import { createStubFileSystem, failing } from './stub-file-system.js'
import { createStubPlatform } from './stub-platform.js'

const url = 'https://example.com/'
const done = (): unknown => ({})

function start(answers: Parameters<typeof createStubFileSystem>[0], filePath?: string) {
  const { dialect, calls } = createStubFileSystem(answers)
  const platform = createStubPlatform()
  const outcome = new Promise<unknown>((resolve) => {
    createMovingDownload(platform.download, dialect)(filePath === undefined ? { url } : { url, filePath }, {
      progress: vi.fn(),
      headers: vi.fn(),
      success: resolve,
      fail: resolve,
    })
  })
  const succeed = (result: NativeResult): Promise<unknown> => {
    platform.listener.success(result)
    return outcome
  }
  return { succeed, calls }
}

describe('a file that the host put elsewhere', () => {
  it('is moved beside its place before what is there is removed', async () => {
    const { succeed, calls } = start({ unlink: done, saveFile: done, rename: done }, 'usr/a')
    expect(await succeed({ tempFilePath: 'tmp/1', statusCode: 200 })).toEqual({
      tempFilePath: 'tmp/1',
      statusCode: 200,
    })
    expect(calls).toEqual([
      ['unlink', { filePath: 'usr/a.new' }],
      ['saveFile', { tempFilePath: 'tmp/1', filePath: 'usr/a.new' }],
      ['unlink', { filePath: 'usr/a' }],
      ['rename', { oldPath: 'usr/a.new', newPath: 'usr/a' }],
    ])
  })

  it('fails where it cannot be stored, and what was there stays', async () => {
    const { succeed, calls } = start({ unlink: failing('missing'), saveFile: failing('full') }, 'usr/a')
    expect(await succeed({ tempFilePath: 'tmp/1' })).toMatchObject({
      native: 'full',
      errMsg: 'saveFile:fail full',
    })
    expect(calls.map(([method, { filePath }]) => [method, filePath])).toEqual([
      ['unlink', 'usr/a.new'],
      ['saveFile', 'usr/a.new'],
    ])
  })
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
