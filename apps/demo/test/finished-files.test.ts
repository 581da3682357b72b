import { createInProcessServer, type InProcessServer } from '@miniferry/testing/in-process-server'
import { pass } from '@miniferry/testing/virtual-time'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { actionsFor, type FileAction, runFileAction } from '../src/file-actions.js'
import { launch, openDownloads, startPhone } from './open-downloads.js'
import type { TestPlatform } from './platforms.js'

let server: InProcessServer

beforeEach(() => {
  vi.useFakeTimers()
  server = createInProcessServer()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe.each(['wechat', 'alipay'] as const)('files that are there on %s', (name) => {
  let platform: TestPlatform

  beforeEach(() => {
    platform = startPhone(name, server)
  })

  async function openPicture() {
    const opened = openDownloads(platform, launch(platform))
    const { page, add, until, find } = opened
    add('picture')
    await until('picture', 'completed')
    const { key = '', actions } = find('picture') ?? {}
    const use = async (action: FileAction) => {
      await pass(page.use({ currentTarget: { dataset: { key, action } } }))
      return page.data.notices[key]
    }
    const path = `${platform.host.userDataPath()}/downloads/cover.png`
    return { ...opened, actions, use, path }
  }

  test('are opened, and on WeChat shared under their name', async () => {
    const { actions, use, path } = await openPicture()
    expect(actions).toEqual(name === 'wechat' ? ['open', 'share', 'save'] : ['open', 'save'])
    for (const action of actions ?? []) expect(await use(action)).toMatchObject({ state: 'done' })
    expect(platform.album.calls).toEqual([
      { name: 'previewImage', options: { urls: [path] } },
      ...(name === 'wechat'
        ? [{ name: 'shareFileMessage', options: { filePath: path, fileName: 'cover.png' } }]
        : []),
      { name: 'saveImageToPhotosAlbum', options: { filePath: path } },
    ])
  })

  test('are saved when the user lets the app into the album', async () => {
    platform.album.isOpen = false
    const { page, use } = await openPicture()
    expect(await use('save')).toMatchObject({ action: 'save', state: 'refused' })
    page.openSettings()
    expect(await use('save')).toMatchObject({ state: 'done' })
  })

  test('are offered for nothing that they have only the name of', async () => {
    const { add, until, find } = openDownloads(platform, launch(platform))
    add('checksum')
    await until('checksum', 'completed')
    expect(find('checksum')?.actions).toEqual(name === 'wechat' ? ['share'] : [])
  })

  test('open by their kind, and say in the words of the host why not', async () => {
    const { album, host } = platform
    const open = (fileName: string) =>
      pass(runFileAction(host.native(), 'open', { path: `/${fileName}`, fileName }))
    await open('Report.PDF')
    expect(album.calls.at(-1)).toMatchObject({ name: 'openDocument', options: { fileType: 'pdf' } })
    if (name === 'wechat') {
      await open('film.mp4')
      expect(album.calls.at(-1)?.name).toBe('previewMedia')
    }
    vi.spyOn(host.native(), 'openDocument').mockImplementation(() => {
      throw new Error('no viewer')
    })
    expect(await open('a.pdf')).toMatchObject({
      state: 'failed',
      words: expect.stringContaining('no viewer'),
    })
  })
})

test('a picture and a film go to the album, a document opens, and nothing else does either', () => {
  expect(actionsFor('a.jpg', false, false)).toEqual(['open', 'save'])
  expect(actionsFor('a.mp4', false, false)).toEqual(['save'])
  expect(actionsFor('a.mp4', true, false)).toEqual(['open', 'share', 'save'])
  expect(actionsFor('a.docx', false, false)).toEqual(['open'])
  expect(actionsFor('a.zip', false, false)).toEqual([])
  expect(actionsFor('no-extension', true, false)).toEqual(['share'])
})
