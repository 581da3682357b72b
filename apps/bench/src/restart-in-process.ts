// The process of what an app does without a manager: `downloadFile` again and again, each time from zero.
import { createWechatHost } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import { downloadFile } from '@miniferry/download-wechat'

const [url = '', directory = '', tries] = process.argv.slice(2)
Object.assign(globalThis, {
  wx: createWechatHost({ disk: createFolderDisk(directory), device: 'android' }),
})

let attempts = 0
let isFinished = false
while (!isFinished && attempts < Number(tries)) {
  attempts += 1
  isFinished = await downloadFile({ url }).then(
    () => true,
    () => false,
  )
}
process.send?.({ attempts, isFinished })
process.disconnect()
