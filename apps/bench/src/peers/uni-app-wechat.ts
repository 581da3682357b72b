import uni from '@dcloudio/uni-mp-weixin/dist/uni.api.esm.js'

export const download = (url: string): Promise<unknown> => uni.downloadFile({ url })
