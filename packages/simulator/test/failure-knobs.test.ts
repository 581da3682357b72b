import { describe, expect, it } from 'vitest'
import { createScriptedFetch, type FailureKnobs, type ScriptedResponse } from '../src/index.js'
import { hosts, nextTask, numberIn, userFile, wordsIn } from './both-hosts.js'
import { call, download, startDownload } from './native-call.js'

const url = 'https://example.com/a.bin'
const answering = (response: ScriptedResponse) => createScriptedFetch(() => response)
const well = answering({ chunks: [{ bytes: 100 }] })

describe.each(hosts)('failures on %s', (name, createHost) => {
  const isWechat = name === 'WeChat'

  it.each([
    ['ios-chinese', 'reset', '网络连接已中断。'],
    ['ios-chinese', 'tls', '发生了SSL错误，无法建立与该服务器的安全连接。'],
    ['ios-traditional-chinese', 'offline', '網際網路連線似乎已中斷。'],
    ['ios-english', 'refused', 'Could not connect to the server.'],
    ['okhttp', 'dns', 'Unable to resolve host "example.com": No address associated with hostname'],
    ['okhttp', 'reset', 'Software caused connection abort'],
    ['node', 'refused', 'Error: connect ECONNREFUSED example.com:443'],
    ['chromium', 'tls', '-202:net::ERR_CERT_AUTHORITY_INVALID'],
  ] as const)(
    'networkWords %s: %s has the words of that network code',
    async (networkWords, error, words) => {
      const host = createHost({ fetch: answering({ error }), knobs: { networkWords } })
      for (const api of ['downloadFile', 'request'] as const) {
        const failure = await call(host[api], { url })
        expect(failure).toEqual(
          isWechat ? { errMsg: `${api}:fail ${words}` } : { error: 12, errorMessage: words },
        )
      }
    },
  )

  it('networkWords: a timeout and an abort have those words as well', async () => {
    const fetch = answering({ never: true })
    const host = createHost({ fetch, knobs: { networkWords: 'ios-traditional-chinese' } })
    expect(wordsIn(await download(host, { url, timeout: 1 }))).toContain('要求逾時。')
    host.simulate.knobs.networkWords = 'okhttp'
    const record = startDownload(host, { url })
    record.task.abort?.()
    expect(wordsIn(await record.done)).toContain('Canceled')
  })

  it('networkWords: what is not the network keeps the words of the host', async () => {
    const host = createHost({ fetch: well, knobs: { networkWords: 'okhttp' } })
    expect(numberIn(await download(host, { url: 'nothing' }))).toBe(isWechat ? 600009 : 2)
    host.simulate.knobs.networkWords = 'unknown'
    const record = startDownload(host, { url })
    record.task.abort?.()
    expect(numberIn(await record.done)).toBe(isWechat ? 603105 : 9)
  })

  it('networkWords unknown: neither words nor number say what it is', async () => {
    const host = createHost({ fetch: answering({ error: 'reset' }), knobs: { networkWords: 'unknown' } })
    expect(await download(host, { url })).toEqual(
      isWechat ? { errMsg: 'downloadFile:fail 操作失败' } : { error: 99, errorMessage: '操作失败' },
    )
  })

  it('failEvery: every so many-th call of each API fails, after its transfer', async () => {
    let requests = 0
    const fetch = createScriptedFetch(() => {
      requests++
      return { chunks: [{ bytes: 100 }] }
    })
    const host = createHost({ fetch, knobs: { failEvery: 3 } })
    const ends = async (api: 'downloadFile' | 'request') => {
      const payloads = []
      for (let count = 0; count < 6; count++) payloads.push(await call(host[api], { url }))
      return payloads.map((payload) => 'statusCode' in payload)
    }
    expect(await ends('downloadFile')).toEqual([true, true, false, true, true, false])
    expect(await ends('request')).toEqual([true, true, false, true, true, false])
    expect(requests).toBe(12)
  })

  it.each([
    ['unknown', { errMsg: 'downloadFile:fail 操作失败' }, { error: 99, errorMessage: '操作失败' }],
    [
      'connection-abort',
      { errMsg: 'downloadFile:fail Software caused connection abort' },
      { error: 12, errorMessage: 'Software caused connection abort' },
    ],
    [
      'empty',
      { errno: 603302, errMsg: 'downloadFile:fail file data is empty' },
      { error: 12, errorMessage: '下载失败' },
    ],
    [
      'save',
      { errMsg: 'downloadFile:fail download fail save file fail' },
      { error: 12, errorMessage: 'download fail save file fail' },
    ],
    [
      'temporary-full',
      { errMsg: 'downloadFile:fail exceed the limit of temporary storage' },
      { error: 12, errorMessage: 'exceed the limit of temporary storage' },
    ],
  ] as const)('failWith %s', async (failWith, wechat, alipay) => {
    const host = createHost({ fetch: well, knobs: { failEvery: 1, failWith } })
    const filePath = userFile(host, 'a.bin')
    expect(await download(host, { url, filePath })).toEqual(isWechat ? wechat : alipay)
    expect(host.simulate.readFile(filePath)).toBeUndefined()
    const isOfDownloads = ['empty', 'save', 'temporary-full'].includes(failWith)
    expect('statusCode' in (await call(host.request, { url }))).toBe(isOfDownloads)
  })

  it('failWith silence: no callback ever, until the app aborts', async () => {
    const host = createHost({ fetch: well, knobs: { failEvery: 1, failWith: 'silence' } })
    const record = startDownload(host, { url })
    await nextTask()
    expect(record.order).toEqual(['returned'])
    expect(host.simulate.tasks).toHaveLength(1)
    record.task.abort?.()
    expect(wordsIn(await record.done)).toContain('abort')
    expect(host.simulate.tasks).toEqual([])
  })

  it.each([
    ['http', 'HTTP 503'],
    ['status-code', 'Response status code was unacceptable: 503.'],
  ] as const)('httpErrorWords %s: a 503 is a failure in those words', async (httpErrorWords, words) => {
    const host = createHost({ fetch: answering({ status: 503 }), knobs: { httpErrorWords } })
    expect(await download(host, { url })).toEqual(
      isWechat ? { errMsg: `downloadFile:fail ${words}` } : { error: 12, errorMessage: words },
    )
  })

  it('httpErrorWords: a 206 stays a success', async () => {
    const host = createHost({ fetch: answering({ status: 206 }), knobs: { httpErrorWords: 'http' } })
    expect(await download(host, { url })).toMatchObject({ statusCode: 206 })
  })

  it.each(['bare', 'path'] as const)(
    'fileWords %s: a missing file is not named as such',
    async (fileWords) => {
      const host = createHost({ knobs: { fileWords } })
      const manager = host.getFileSystemManager()
      const missing = userFile(host, 'missing')
      const calls = {
        access: { path: missing },
        stat: { path: missing },
        unlink: { filePath: missing },
        readdir: { dirPath: missing },
        rename: { oldPath: missing, newPath: `${missing}-2` },
      } as const
      for (const [api, options] of Object.entries(calls)) {
        const said = fileWords === 'bare' ? `${api}:fail` : `${api}:fail fail ${api} ${missing}`
        expect(await call(manager[api as keyof typeof calls], options)).toEqual(
          isWechat ? { errMsg: said } : { error: 3, errorMessage: said },
        )
      }
    },
  )

  it('fileWords: what is in the way is not named either, and other failures keep their numbers', async () => {
    const host = createHost({ knobs: { fileWords: 'bare', renameExisting: 'refuse' } })
    const manager = host.getFileSystemManager()
    const [one, other] = [userFile(host, 'one'), userFile(host, 'other')]
    for (const filePath of [one, other]) await call(manager.writeFile, { filePath, data: 'a' })
    await call(manager.mkdir, { dirPath: userFile(host, 'folder') })
    for (const failure of [
      await call(manager.rename, { oldPath: one, newPath: other }),
      await call(manager.mkdir, { dirPath: userFile(host, 'folder') }),
    ]) {
      expect(numberIn(failure)).toBe(isWechat ? undefined : 3)
      expect(wordsIn(failure)).toMatch(/^(rename|mkdir):fail$/)
    }
    const isFolder = await call(manager.unlink, { filePath: userFile(host, 'folder') })
    expect(numberIn(isFolder)).toBe(isWechat ? 1300021 : 10023)
  })

  it('fileWords: the synchronous methods throw in the same words', () => {
    const host = createHost({ knobs: { fileWords: 'bare' } })
    const { accessSync } = host.getFileSystemManager()
    expect(() => accessSync(userFile(host, 'missing'))).toThrow(/^access(Sync)?:fail$/)
  })

  it('access succeeds where there is a file or a folder, and says what is missing by default', async () => {
    const host = createHost()
    const { access } = host.getFileSystemManager()
    expect(numberIn(await call(access, { path: host.env.USER_DATA_PATH }))).toBeUndefined()
    const failure = await call(access, { path: userFile(host, 'missing') })
    expect(numberIn(failure)).toBe(isWechat ? 1300002 : 10022)
  })

  it.each(['accept', 'refuse'] as const)('mkdirExisting %s', async (mkdirExisting) => {
    const host = createHost({ knobs: { mkdirExisting } })
    const { mkdir } = host.getFileSystemManager()
    const options = { dirPath: userFile(host, 'a/b'), recursive: true }
    expect(numberIn(await call(mkdir, options))).toBeUndefined()
    const refusal = isWechat ? 1301005 : 10025
    expect(numberIn(await call(mkdir, options))).toBe(mkdirExisting === 'refuse' ? refusal : undefined)
  })

  it('the defaults change nothing', async () => {
    const failures: FailureKnobs = createHost().simulate.knobs
    expect(failures).toMatchObject({ networkWords: 'own', failEvery: Number.POSITIVE_INFINITY })
    const host = createHost({ fetch: well })
    for (let count = 0; count < 20; count++) {
      expect(await download(host, { url })).toMatchObject({ statusCode: 200 })
    }
  })
})
