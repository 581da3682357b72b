import '@tarojs/plugin-platform-alipay/dist/runtime'
import Taro from '@tarojs/taro'

export const download = (url: string): Promise<unknown> => Taro.downloadFile({ url })
