import uni from '@dcloudio/uni-mp-alipay/dist/uni.api.esm.js'

export const download = (url: string): Promise<unknown> => uni.downloadFile({ url })
