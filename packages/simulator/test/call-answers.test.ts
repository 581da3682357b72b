import { describe, expect, it } from 'vitest'
import { type AnswerRule, createAlipayHost, createScriptedFetch, type Outcome } from '../src/index.js'
import { hosts, nextTask, userFile } from './both-hosts.js'
import { call, download, startDownload } from './native-call.js'

const url = 'https://example.com/a.bin'
const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 100 }] }))
const noFetch = () => Promise.reject(new Error('no request expected'))
const failure: Outcome = {
  terminal: 'fail',
  payload: { errMsg: 'a:fail words', error: 12, errorMessage: 'words' },
}

describe.each(hosts)('simulate.answer on %s', (_, createHost) => {
  it('is asked for each call, with its number among those of its API', async () => {
    const host = createHost({ fetch })
    const asked: unknown[] = []
    host.simulate.answer((answered) => {
      asked.push(answered)
      return undefined
    })
    await download(host, { url })
    await call(host.request, { url: `${url}?request` })
    await download(host, { url })
    expect(asked).toEqual([
      { api: 'downloadFile', url, count: 1 },
      { api: 'request', url: `${url}?request`, count: 1 },
      { api: 'downloadFile', url, count: 2 },
    ])
  })

  it('an outcome is told later, as it is, without any network, and frees the task', async () => {
    const host = createHost({ fetch: noFetch })
    host.simulate.answer(() => failure)
    const record = startDownload(host, { url })
    expect(record.order).toEqual(['returned'])
    expect(await record.done).toBe(failure.payload)
    expect(record.order).toEqual(['returned', 'fail', 'complete'])
    expect(await call(host.request, { url })).toBe(failure.payload)
    expect(host.simulate.tasks).toEqual([])
  })

  it('silence is no callback at all, until the app aborts', async () => {
    const host = createHost({ fetch: noFetch })
    host.simulate.answer(() => 'silence')
    const record = startDownload(host, { url })
    await nextTask()
    host.simulate.network('none')
    await nextTask()
    expect(record.order).toEqual(['returned'])
    record.task.abort?.()
    await record.done
    expect(record.order).toEqual(['returned', 'fail', 'complete'])
  })

  it('a function turns what the transfer came to into what is told', async () => {
    const host = createHost({ fetch })
    const filePath = userFile(host, 'a')
    const orders = async (rule: ReturnType<AnswerRule>) => {
      const stop = host.simulate.answer(() => rule)
      const record = startDownload(host, { url, filePath })
      await nextTask()
      stop()
      return record.order.slice(1)
    }
    expect(await orders((outcome) => [outcome, failure])).toEqual(['success', 'complete', 'fail', 'complete'])
    expect(await orders((outcome) => [failure, outcome])).toEqual(['fail', 'complete', 'success', 'complete'])
    expect(await orders(() => [failure])).toEqual(['fail', 'complete'])
    expect(await orders(() => [])).toEqual([])
    expect(host.simulate.readFile(filePath)).toHaveLength(100)
    expect(host.simulate.tasks).toEqual([])
  })

  it('the newest rule is asked first, and a rule can be taken back', async () => {
    const host = createHost({ fetch })
    host.simulate.answer(({ count }) => (count === 3 ? failure : undefined))
    const stop = host.simulate.answer(({ count }) =>
      count < 3 ? { terminal: 'success', payload: {} } : undefined,
    )
    expect(await download(host, { url })).toEqual({})
    stop()
    expect(await download(host, { url })).toMatchObject({ statusCode: 200 })
    expect(await download(host, { url })).toBe(failure.payload)
  })

  it('failNext and respondNext come before rules, and may be for requests', async () => {
    const host = createHost({ fetch: noFetch })
    host.simulate.answer(() => failure)
    const [first, second] = [{ errMsg: 'first' }, { errMsg: 'second' }]
    host.simulate.failNext(first, 'request')
    host.simulate.respondNext(second)
    expect(await download(host, { url })).toBe(second)
    expect(await call(host.request, { url })).toBe(first)
    expect(await call(host.request, { url })).toBe(failure.payload)
  })
})

it('the promise of Alipay settles with the first that is told', async () => {
  const my = createAlipayHost({ fetch })
  my.simulate.answer(() => (outcome) => [failure, outcome])
  await expect(my.downloadFile({ url })).rejects.toBe(failure.payload)
})
