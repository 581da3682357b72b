// The process of one download by the manager, over a simulated WeChat host into a folder: the server is elsewhere, as on a phone.
import { createWechatHost } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import { createDownloader, createPlatform } from '@miniferry/download-wechat'

const [url = '', directory = '', parallel] = process.argv.slice(2)
const host = createWechatHost({ disk: createFolderDisk(directory), device: 'android' })
const downloader = createDownloader({ platform: createPlatform(host) })

const start = performance.now()
const { attempts, filePath = '' } = await downloader.download({
  url,
  filePath: `${host.env.USER_DATA_PATH}/file`,
  resume: { parallel: Number(parallel) },
})
const seconds = (performance.now() - start) / 1000
process.send?.({ seconds, attempts, size: host.simulate.readFile(filePath)?.length })
process.disconnect()
