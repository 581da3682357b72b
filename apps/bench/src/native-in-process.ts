// The process of the plain native call, over a simulated WeChat host into a folder; after a failure from zero again.
import { createWechatHost } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'

const [url = '', directory = '', tries] = process.argv.slice(2)
const host = createWechatHost({ disk: createFolderDisk(directory), device: 'android' })
const filePath = `${host.env.USER_DATA_PATH}/file`

const start = performance.now()
let isFinished = false
for (let attempt = 0; !isFinished && attempt < Number(tries); attempt += 1) {
  isFinished = await new Promise<boolean>((resolve) => {
    host.downloadFile({ url, filePath, success: () => resolve(true), fail: () => resolve(false) })
  })
}
const seconds = (performance.now() - start) / 1000
process.send?.({ seconds, isFinished, size: host.simulate.readFile(filePath)?.length })
process.disconnect()
