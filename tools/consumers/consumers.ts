import type { Consumer } from './consumer.js'
import { frameworkConsumer } from './framework-consumer.js'
import { nativeAlipay } from './native/native-alipay.js'
import { nativeWechat } from './native/native-wechat.js'

export const consumers: readonly Consumer[] = [
  nativeWechat,
  nativeAlipay,
  frameworkConsumer({
    name: 'mpx',
    page: 'pages/download',
    renders: 'template',
    builds: {
      wechat: { command: 'mpx-cli-service build --targets=wx', output: 'dist/wx' },
      alipay: { command: 'mpx-cli-service build --targets=ali', output: 'dist/ali' },
    },
  }),
  frameworkConsumer({
    name: 'taro',
    page: 'pages/download/index',
    renders: 'tree',
    builds: {
      wechat: { command: 'taro build --type weapp', output: 'dist/wechat' },
      alipay: { command: 'taro build --type alipay', output: 'dist/alipay' },
    },
  }),
  frameworkConsumer({
    name: 'uni-app',
    page: 'pages/download-page',
    renders: 'template',
    builds: {
      wechat: { command: 'uni build -p mp-weixin', output: 'dist/build/mp-weixin' },
      alipay: { command: 'uni build -p mp-alipay', output: 'dist/build/mp-alipay' },
    },
  }),
]
