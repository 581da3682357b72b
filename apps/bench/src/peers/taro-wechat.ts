import '@tarojs/plugin-platform-weapp/dist/runtime'
import Taro from '@tarojs/taro'

export const download = (url: string): Promise<unknown> => Taro.downloadFile({ url })
