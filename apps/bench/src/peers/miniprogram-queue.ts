import { WxQueue } from 'miniprogram-queue'

type NativeCall = ConstructorParameters<typeof WxQueue>[0]

declare const wx: { downloadFile: NativeCall }

const queue = new WxQueue(wx.downloadFile)
export const download = (url: string): Promise<unknown> =>
  new Promise((success, fail) => {
    queue.push({ url, success, fail })
  })
