import type { Feature } from '../download-library.js'
import type { FeatureGroup } from '../support-page.js'
import type { Text } from './messages.js'

export const supportTexts = {
  supportIntro: [
    '由 supports() 在这台设备上当场回答，不靠猜。',
    'Answered by supports() on this very device. Nothing is guessed.',
  ],
  thisHost: ['当前客户端', 'This client'],
  baseLibrary: ['基础库', 'Base library'],
  supported: ['支持', 'yes'],
  unsupported: ['不支持', 'no'],
  groups: {
    options: ['选项', 'Options'],
    result: ['返回结果', 'Result'],
    task: ['下载任务', 'Task'],
    url: ['地址', 'URL'],
  } satisfies Record<FeatureGroup, Text>,
  features: {
    header: ['自定义请求头', 'Request headers'],
    timeout: ['超时时间', 'Timeout'],
    filePath: ['指定保存路径', 'Where to store the file'],
    dataUrl: ['data: 地址', 'data: URLs'],
    enableProfile: ['性能信息开关', 'Profile switch'],
    enableHttp2: ['HTTP/2', 'HTTP/2'],
    enableQuic: ['QUIC（HTTP/3）', 'QUIC (HTTP/3)'],
    tempFilePath: ['临时文件路径', 'Temporary file'],
    statusCode: ['HTTP 状态码', 'HTTP status'],
    responseHeader: ['响应头', 'Response headers'],
    dataLength: ['字节数', 'Bytes'],
    profile: ['性能信息', 'Profile'],
    abort: ['取消下载', 'Abort'],
    onProgressUpdate: ['进度事件', 'Progress events'],
    onHeadersReceived: ['响应头事件', 'Headers event'],
  } satisfies Record<Feature, Text>,
} as const
