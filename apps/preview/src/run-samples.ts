import { defaultServer } from '@miniferry/demo/file-source'
import * as alipay from '@miniferry/download-alipay'
import { createAlipayHost, createWechatHost } from '@miniferry/download-simulator'
import * as wechat from '@miniferry/download-wechat'
import { createPhoneFetch, downloadDomains } from './phone/phone-fetch.js'

/** What the terminal downloads through each binding, and what has to come back: a status, or an error. */
const samples: readonly { name: string; url: string; fileName?: string; status: string; bytes?: number }[] = [
  { name: 'image', url: `${defaultServer}/image?seed=7&width=640&height=400`, status: '200' },
  { name: '8 MB', url: `${defaultServer}/file?size=8000000`, fileName: 'big.bin', status: '200', bytes: 8e6 },
  { name: 'Chinese path', url: `${defaultServer}/图片/你好.txt`, fileName: 'hello.txt', status: '200' },
  { name: 'status 404', url: `${defaultServer}/status/404`, status: '404' },
  { name: 'not listed', url: 'https://not-listed.example/file.zip', status: 'url-not-allowed' },
]

/** Downloads every sample through both bindings; `said` is where the file is, or what the host said. */
export async function runSamples(files: string) {
  const options = {
    device: 'ios',
    downloadDomains: downloadDomains(files),
    fetch: createPhoneFetch(files),
  } as const
  const wx = createWechatHost(options)
  const my = createAlipayHost(options)
  // The globals that the bindings look for, as in a mini-program.
  Object.assign(globalThis, { wx, my })
  const platforms = [
    { platform: 'WeChat', downloadFile: wechat.downloadFile, host: wx },
    { platform: 'Alipay', downloadFile: alipay.downloadFile, host: my },
  ]
  const rows = []
  for (const { platform, downloadFile, host } of platforms) {
    for (const { name, url, fileName, status: expected, bytes: size } of samples) {
      const start = performance.now()
      const filePath = fileName && `${host.env.USER_DATA_PATH}/${fileName}`
      const { status, said } = await downloadFile({ url, ...(filePath && { filePath }) }).then(
        ({ statusCode, path = '' }) => ({ status: String(statusCode), said: path }),
        (error: wechat.DownloadError) => ({ status: error.code, said: error.errMsg }),
      )
      const bytes = host.simulate.readFile(said)?.length ?? 0
      const isExpected = status === expected && bytes === (size ?? bytes)
      const ms = Math.round(performance.now() - start)
      rows.push({ platform, file: name, status, bytes, ms, said, isExpected })
    }
  }
  return rows
}
