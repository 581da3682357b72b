import { supportTable as alipay } from '@miniferry/download-alipay/platform'
import { supportTable as wechat } from '@miniferry/download-wechat/platform'
import { chinese, english, type SupportWords, supportMarkdown } from '../../../../scripts/support-markdown.js'
import type { Language } from './site-pages.js'

type Meanings = NonNullable<SupportWords['meanings']>

const meanings: Readonly<Record<keyof Meanings, readonly [zh: string, en: string]>> = {
  title: ['是什么', 'what it is'],
  header: ['请求头', 'request headers'],
  timeout: ['整个下载的时限，由库自己计时', 'a time limit for the whole download, held by our own timer'],
  filePath: ['直接存到指定位置', 'the file is stored where you say'],
  dataUrl: ['下载 `data:` 地址', 'downloads of `data:` addresses'],
  enableProfile: ['在结果里要求 `profile`', 'asks for `profile` in the result'],
  enableHttp2: ['允许 HTTP/2', 'allows HTTP/2'],
  enableQuic: ['允许 QUIC（HTTP/3）', 'allows QUIC (HTTP/3)'],
  tempFilePath: ['不给 `filePath` 时的临时文件', 'the temporary file, where no `filePath` is given'],
  statusCode: ['服务器的状态码', 'the status that the server answered with'],
  responseHeader: ['响应头', 'the response headers'],
  dataLength: ['文件的字节数', 'the size of the file in bytes'],
  profile: ['DNS、连接、TLS、等待、下载各用多久', 'how long DNS, connect, TLS, waiting and download took'],
  abort: ['中断下载', 'ends a download'],
  onProgressUpdate: ['进度事件', 'progress events'],
  onHeadersReceived: ['收到响应头的事件', 'the event of the response headers'],
}

const meaningsIn = (column: 0 | 1) =>
  Object.fromEntries(Object.entries(meanings).map(([name, texts]) => [name, texts[column]])) as Meanings

const words = { zh: { ...chinese, meanings: meaningsIn(0) }, en: { ...english, meanings: meaningsIn(1) } }

/** What works on which client, from the tables that the code itself goes by. */
export function supportTable(language: Language): string {
  return supportMarkdown(wechat, alipay, words[language])
}
