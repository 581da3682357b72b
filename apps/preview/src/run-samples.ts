import { defaultServer } from '@miniferry/demo/file-source'
import * as alipay from '@miniferry/download-alipay'
import { createAlipayHost, createWechatHost } from '@miniferry/download-simulator'
import * as wechat from '@miniferry/download-wechat'
import { createPhoneFetch, downloadDomains } from './phone/phone-fetch.js'

/** What the terminal downloads through each binding, and what has to come back: a status, or an error. */
interface Sample {
  readonly name: string
  /** A path on the file server, or a whole url. */
  readonly target: string
  /** A name under the user folder; without it the file is temporary. */
  readonly fileName?: string
  readonly status: string
  readonly bytes?: number
}

const samples: readonly Sample[] = [
  { name: 'image', target: '/image?seed=7&width=640&height=400', status: '200' },
  { name: '8 MB', target: '/file?size=8000000&rate=5000000', fileName: 'big.bin', status: '200', bytes: 8e6 },
  { name: 'Chinese path', target: '/图片/你好.txt', fileName: 'hello.txt', status: '200' },
  { name: 'status 404', target: '/status/404', status: '404' },
  { name: 'not listed', target: 'https://not-listed.example/file.zip', status: 'url-not-allowed' },
]

/** The part of `process.stdout` that is used. */
export interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** A platform in this process: its binding over its simulated host. */
interface TerminalPlatform {
  readonly name: string
  readonly userDataPath: string
  readonly downloadFile: typeof wechat.downloadFile
  /** The bytes of a temporary or user file. */
  readFile(path: string): Uint8Array | undefined
}

const columns = ['platform', 'file', 'status', 'bytes', 'time', 'speed', 'stored at, or what the host said']
/** Of all but the last column; a negative one is flush left. */
const widths = [-8, -12, -15, 9, 8, 11]

/** Goes there, and clears the line. */
const startOfLine = '\r\u001b[2K'

/** Downloads every sample through both bindings, a line of a table each; returns what was not as expected. */
export async function runSamples(files: string, output: Output): Promise<string[]> {
  const problems: string[] = []
  output.write(`${row(columns)}\n${row(columns.map((name) => '─'.repeat(name.length)))}\n`)
  for (const platform of createPlatforms(files)) {
    for (const sample of samples) {
      const problem = await runSample(platform, sample, output)
      if (problem !== undefined) problems.push(`${platform.name} ${sample.name}: ${problem}`)
    }
  }
  return problems
}

/** On a terminal, the line shows the progress until the download has ended. */
async function runSample(
  { name, userDataPath, downloadFile, readFile }: TerminalPlatform,
  sample: Sample,
  output: Output,
): Promise<string | undefined> {
  const start = performance.now()
  const task = downloadFile({
    url: sample.target.startsWith('/') ? defaultServer + sample.target : sample.target,
    ...(sample.fileName === undefined ? {} : { filePath: `${userDataPath}/${sample.fileName}` }),
  })
  const lineOf = (status: string, bytes: number | undefined, last: string) => {
    const time = performance.now() - start
    const [count, speed] =
      bytes === undefined
        ? ['', '']
        : [bytes.toLocaleString('en'), `${Math.round(bytes / time).toLocaleString('en')} kB/s`]
    return row([name, sample.name, status, count, `${Math.round(time)} ms`, speed, last])
  }
  if (output.isTTY) {
    task.onProgressUpdate(({ progress = 0, totalBytesWritten }) => {
      const filled = Math.round(progress / 4)
      const bar = '█'.repeat(filled) + '░'.repeat(25 - filled)
      // A line that wraps could not be drawn over.
      const line = lineOf(`${Math.round(progress)} %`, totalBytesWritten, bar)
      output.write(startOfLine + line.slice(0, (output.columns ?? 80) - 1))
    })
  }
  const ended = await task.then(
    ({ statusCode, filePath, tempFilePath }) => {
      const path = filePath ?? tempFilePath ?? ''
      return { status: String(statusCode), bytes: readFile(path)?.length ?? 0, last: path }
    },
    (error: unknown) =>
      wechat.isDownloadError(error)
        ? { status: error.code, bytes: undefined, last: error.errMsg }
        : { status: 'not a DownloadError', bytes: undefined, last: String(error) },
  )
  output.write(`${output.isTTY ? startOfLine : ''}${lineOf(ended.status, ended.bytes, ended.last)}\n`)
  if (ended.status !== sample.status) return `expected ${sample.status}, got ${ended.status}`
  const expected = sample.bytes ?? ended.bytes
  if (ended.bytes === 0 || ended.bytes !== expected) return `expected ${expected} bytes, got ${ended.bytes}`
  return undefined
}

function row(cells: readonly string[]): string {
  const lined = cells.map((cell, column) => {
    const width = widths[column] ?? 0
    return width < 0 ? cell.padEnd(-width) : cell.padStart(width)
  })
  return lined.join('  ').trimEnd()
}

/** The simulated hosts become the globals that the bindings look for, as in a mini-program. */
function createPlatforms(files: string): TerminalPlatform[] {
  const options = {
    device: 'ios',
    downloadDomains: downloadDomains(files),
    fetch: createPhoneFetch(files),
  } as const
  const wx = createWechatHost(options)
  const my = createAlipayHost(options)
  Object.assign(globalThis, { wx, my })
  return [
    {
      name: 'WeChat',
      downloadFile: wechat.downloadFile,
      userDataPath: wx.env.USER_DATA_PATH,
      readFile: wx.simulate.readFile,
    },
    {
      name: 'Alipay',
      downloadFile: alipay.downloadFile,
      userDataPath: my.env.USER_DATA_PATH,
      readFile: my.simulate.readFile,
    },
  ]
}
