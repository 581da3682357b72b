import { describe, expect, it } from 'vitest'
import {
  createAlipayHost,
  createMemoryDisk,
  createScriptedFetch,
  createWatchedDisk,
  createWechatHost,
  type DiskStep,
} from '../src/index.js'
import { call, download } from './native-call.js'

const url = 'https://example.com/a.bin'
const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 100 }] }))

/** A phone with a file and a folder of two, whose disk tells its steps. */
function startPhone(onStep: (step: DiskStep) => void = () => undefined) {
  const steps: string[] = []
  const disk = createWatchedDisk(createMemoryDisk(), (step) => {
    steps.push(step.operation)
    onStep(step)
  })
  const wx = createWechatHost({ fetch, disk, device: 'ios' })
  const manager = wx.getFileSystemManager()
  const path = (name: string) => `${wx.env.USER_DATA_PATH}/${name}`
  manager.mkdirSync(path('folder'))
  manager.writeFileSync(path('folder/b.png'), 'bb')
  manager.writeFileSync(path('folder/c.txt'), 'ccc')
  manager.writeFileSync(path('a.png'), 'a')
  steps.length = 0
  return { wx, manager, path, steps }
}

describe('removeFiles', () => {
  it('removes files by the paths of the host, and says which', () => {
    const { wx, manager, path } = startPhone()
    const asked: string[] = []
    const removed = wx.simulate.removeFiles((one) => {
      asked.push(one)
      return one.endsWith('.png')
    })
    expect(asked).toEqual(['a.png', 'folder', 'folder/b.png', 'folder/c.txt'].map(path))
    expect(removed).toEqual([path('a.png'), path('folder/b.png')])
    expect(manager.readdirSync(wx.env.USER_DATA_PATH)).toEqual(['folder'])
    expect(manager.readdirSync(path('folder'))).toEqual(['c.txt'])
    expect(() => manager.readFileSync(path('a.png'))).toThrow('no such file or directory')
  })

  it('removes a folder with all that is in it', () => {
    const { wx, manager, path } = startPhone()
    const removed = wx.simulate.removeFiles((one) => one === path('folder'))
    expect(removed).toEqual(['folder/b.png', 'folder/c.txt', 'folder'].map(path))
    expect(manager.readdirSync(wx.env.USER_DATA_PATH)).toEqual(['a.png'])
  })

  it.each([
    ['WeChat', createWechatHost],
    ['Alipay', createAlipayHost],
  ] as const)(
    '%s: removes temporary and saved files, and neither storage nor the user folder',
    async (_, create) => {
      const host = create({ fetch })
      const manager = host.getFileSystemManager()
      const temporary = (await download(host, { url })).tempFilePath
      const moved = (await download(host, { url })).tempFilePath
      const saved = (await call(manager.saveFile, { tempFilePath: moved })).savedFilePath
      if ('getAppIdSync' in host) host.setStorageSync({ key: 'key', data: 1 })
      else host.setStorageSync('key', 1)
      expect(host.simulate.removeFiles(() => true).sort()).toEqual([String(saved), String(temporary)].sort())
      expect(host.simulate.readFile(String(temporary))).toBeUndefined()
      expect(host.simulate.readFile(String(saved))).toBeUndefined()
      const stored =
        'getAppIdSync' in host ? host.getStorageSync({ key: 'key' }).data : host.getStorageSync('key')
      expect(stored).toBe(1)
      manager.writeFileSync(`${host.env.USER_DATA_PATH}/a`, 'text')
    },
  )

  it('is no step and no call of the app', () => {
    const { wx, steps } = startPhone()
    const calls = wx.simulate.calls.length
    wx.simulate.removeFiles(() => true)
    expect([steps, wx.simulate.calls.length]).toEqual([[], calls])
  })

  it('makes room', () => {
    const { wx, manager, path } = startPhone()
    wx.simulate.fillDisk(0)
    const write = () => manager.writeFileSync(path('d'), '12345')
    expect(write).toThrow('storage limit')
    wx.simulate.removeFiles((one) => one === path('folder'))
    write()
    expect(() => manager.appendFileSync(path('d'), '6')).toThrow('storage limit')
  })

  it('comes between two runs, on the host of the next one', () => {
    const { wx, steps } = startPhone()
    const next = wx.simulate.kill()
    const { length } = steps
    next.simulate.knobs.maxTotalBytes = 6
    expect(next.simulate.removeFiles(() => true)).toHaveLength(4)
    expect(steps).toHaveLength(length)
    const manager = next.getFileSystemManager()
    expect(manager.readdirSync(next.env.USER_DATA_PATH)).toEqual([])
    manager.writeFileSync(`${next.env.USER_DATA_PATH}/a`, '123456')
    expect(() => wx.simulate.removeFiles(() => true)).toThrow('killed')
    expect(next.simulate.readFile(`${next.env.USER_DATA_PATH}/a`)).toHaveLength(6)
  })
})

describe('removeFiles before a step of the app', () => {
  /** Everything goes before the step after `lose()`. */
  function startLosing(andThen: () => void = () => undefined) {
    let isLosing = false
    const phone = startPhone(() => {
      if (!isLosing) return
      isLosing = false
      phone.wx.simulate.removeFiles(() => true)
      andThen()
    })
    return {
      ...phone,
      lose: () => {
        isLosing = true
      },
    }
  }

  type Phone = ReturnType<typeof startPhone>
  const missing = (path: string) => `no such file or directory "${path}"`
  const buildingOn: [string, string, (phone: Phone) => unknown][] = [
    ['append', 'a.png', ({ manager, path }) => manager.appendFileSync(path('a.png'), 'x')],
    ['rename', 'a.png', ({ manager, path }) => manager.renameSync(path('a.png'), path('z'))],
    ['unlink', 'a.png', ({ manager, path }) => manager.unlinkSync(path('a.png'))],
    ['write', 'folder', ({ manager, path }) => manager.writeFileSync(path('folder/z'), 'x')],
    ['mkdir', 'folder', ({ manager, path }) => manager.mkdirSync(path('folder/z'))],
  ]

  it.each(buildingOn)('fails a step that builds on what went: %s', (operation, lost, change) => {
    const phone = startLosing()
    phone.lose()
    expect(() => change(phone)).toThrow(missing(phone.path(lost)))
    expect(phone.steps).toEqual([operation])
    expect(phone.manager.readdirSync(phone.wx.env.USER_DATA_PATH)).toEqual([])
  })

  it('fails a download into a folder that went', async () => {
    const phone = startPhone(({ operation }) => {
      if (operation === 'rename') phone.wx.simulate.removeFiles(() => true)
    })
    expect(await download(phone.wx, { url, filePath: phone.path('folder/z') })).toEqual({
      errno: 1300002,
      errMsg: `downloadFile:fail ${missing(phone.path('folder'))}`,
    })
  })

  it('lets a step pass that builds on nothing of it, and counts the room anew', () => {
    const phone = startLosing()
    const { wx, manager, path } = phone
    phone.lose()
    manager.writeFileSync(path('a.png'), 'new')
    expect(wx.simulate.readFile(path('a.png'))).toHaveLength(3)
    wx.simulate.knobs.maxTotalBytes = 10
    manager.writeFileSync(path('d'), '1234567')
    expect(() => manager.appendFileSync(path('d'), '8')).toThrow('storage limit')
  })

  it('counts right where the disk is full from that step on, too', () => {
    const { wx, manager, path, lose } = startLosing(() => wx.simulate.fillDisk(5))
    lose()
    manager.writeFileSync(path('a.png'), 'x')
    manager.writeFileSync(path('d'), '1234')
    expect(() => manager.appendFileSync(path('d'), '5')).toThrow('storage limit')
  })
})
