// The process that measures calls: one platform alone, as in an app, so that the compiler sees one shape of everything.
import * as alipay from '@miniferry/download-alipay'
import * as wechat from '@miniferry/download-wechat'
import { measureCalls } from './measure-calls.js'
import { createStubbedHost, instantDownloadFile } from './stubbed-downloads.js'

const [platform] = process.argv.slice(2)
const [global, { downloadFile, createDownloader }] = platform === 'wechat' ? ['wx', wechat] : ['my', alipay]
Object.assign(globalThis, { [global]: createStubbedHost(instantDownloadFile) })
process.send?.(await measureCalls(instantDownloadFile, downloadFile, createDownloader()))
process.disconnect()
