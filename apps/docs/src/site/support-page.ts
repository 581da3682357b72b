import { supportTable as alipay } from '@miniferry/download-alipay/platform'
import { supportTable as wechat } from '@miniferry/download-wechat/platform'
import { chinese, english, type SupportWords, supportMarkdown } from '../../../../scripts/support-markdown.js'
import type { Language } from './site-pages.js'

const meaningsInChinese: NonNullable<SupportWords['meanings']> = {
  title: '是什么',
  header: '请求头',
  timeout: '整个下载的时限，由库自己计时',
  filePath: '直接存到指定位置',
  dataUrl: '下载 `data:` 地址',
  enableProfile: '在结果里要求 `profile`',
  enableHttp2: '允许 HTTP/2',
  enableQuic: '允许 QUIC（HTTP/3）',
  tempFilePath: '不给 `filePath` 时的临时文件',
  statusCode: '服务器的状态码',
  responseHeader: '响应头',
  dataLength: '文件的字节数',
  profile: 'DNS、连接、TLS、等待、下载各用多久',
  abort: '中断下载',
  onProgressUpdate: '进度事件',
  onHeadersReceived: '收到响应头的事件',
}

const meaningsInEnglish: typeof meaningsInChinese = {
  title: 'what it is',
  header: 'request headers',
  timeout: 'a time limit for the whole download, held by our own timer',
  filePath: 'the file is stored where you say',
  dataUrl: 'downloads of `data:` addresses',
  enableProfile: 'asks for `profile` in the result',
  enableHttp2: 'allows HTTP/2',
  enableQuic: 'allows QUIC (HTTP/3)',
  tempFilePath: 'the temporary file, where no `filePath` is given',
  statusCode: 'the status that the server answered with',
  responseHeader: 'the response headers',
  dataLength: 'the size of the file in bytes',
  profile: 'how long DNS, connect, TLS, waiting and download took',
  abort: 'ends a download',
  onProgressUpdate: 'progress events',
  onHeadersReceived: 'the event of the response headers',
}

const pages = {
  zh: { words: { ...chinese, meanings: meaningsInChinese }, render: chinesePage },
  en: { words: { ...english, meanings: meaningsInEnglish }, render: englishPage },
} as const

/** What works on which client, from the tables that the code itself goes by. */
export function supportPage(language: Language): string {
  const { words, render } = pages[language]
  return render(supportMarkdown(wechat, alipay, words))
}

const question = `\`\`\`ts
import { downloadFile, supports } from '@miniferry/download-wechat'

const task = downloadFile({
  url: 'https://example.com/report.pdf',
  ...(supports('enableQuic') && { enableQuic: true }),
})
\`\`\``

function chinesePage(table: string): string {
  return `# 支持矩阵

下表由代码里的数据生成，\`supports(feature)\` 依据的就是它。每一条的出处见[两家原生 API 的事实](native-apis.md)。

${table}

「以客户端的回答为准」：没有文档写明版本，运行时问客户端的 \`canIUse\`。

## 运行时判断

${question}

平台没有的选项不会传给原生接口，并且只警告一次，所以不判断也不会出错。

## 有差异时

- 客户端不报告的字段是 \`undefined\`，不会编造：支付宝 10.3.30 之前没有状态码和响应头。
- 忽略 \`filePath\` 的客户端，库会替你把文件移过去。
- 两家的配额、并发和大小限制见[限制](guide/limits.zh-CN.md)，真机上的结果见[真机行为报告](host-behaviour.md)。
`
}

function englishPage(table: string): string {
  return `# What works where

This table is made from the data that \`supports(feature)\` goes by. The source of each line is in the [facts about the hosts](native-apis.md).

${table}

"The host is asked": no version is documented, so \`canIUse\` is called when it runs.

## Ask when it runs

${question}

An option that the platform lacks is left out of the native call and warned about once, so nothing breaks without the question.

## Where they differ

- What a client does not report is \`undefined\` and never made up: Alipay before 10.3.30 tells neither status nor headers.
- Where a client ignores \`filePath\`, the file is moved there for you.
- Quotas, parallel and size limits are in [Limits](guide/limits.md), what real devices did in the [reports](host-behaviour.md).
`
}
