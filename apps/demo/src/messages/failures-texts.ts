import type { DownloadErrorCode } from '../download-library.js'
import type { FailureCaseId } from '../failure-cases.js'
import type { Text } from './messages.js'

export const failuresTexts = {
  failuresIntro: [
    '同样的失败，两个平台说法不同。左边是统一后的错误，右边是客户端原样给出的对象。',
    "The same failure, told differently by each platform. Left: our one error. Right: the client's own object.",
  ],
  runAll: ['全部试一遍', 'Try them all'],
  run: ['试一试', 'Try'],
  running: ['进行中', 'Running'],
  cases: {
    missing: ['404 不存在', '404 not found'],
    timeout: ['超时', 'Timeout'],
    unreachable: ['连不上服务器', 'Unreachable server'],
    unlisted: ['域名不在白名单', 'Unlisted domain'],
    invalid: ['地址不合法', 'Invalid URL'],
    reset: ['中途断开', 'Connection cut'],
    abort: ['主动取消', 'Abort'],
  } satisfies Record<FailureCaseId, Text>,
  caseNotes: {
    missing: [
      '不是失败：服务器有响应就是成功，由 statusCode 说明',
      'No failure: any answer is a success, and statusCode tells which',
    ],
    timeout: ['服务器永不响应，timeout 设为 1.5 秒', 'The server never answers; timeout is 1.5 seconds'],
    unreachable: ['那个端口上没有服务器', 'Nothing listens on that port'],
    unlisted: ['没有在后台配置的 downloadFile 合法域名', "Not on the app's list of download domains"],
    invalid: [
      '不会调用客户端接口，错误里写明字段与期望',
      'The client is not called; the error names field and expectation',
    ],
    reset: ['传到一半，服务器断开了连接', 'The server hangs up half-way'],
    abort: ['开始 0.4 秒后调用 abort()', 'abort() is called after 0.4 seconds'],
  } satisfies Record<FailureCaseId, Text>,
  needsServer: ['要本地服务器', 'needs the server'],
  /** Where the check of domains is off. */
  unlistedHint: [
    '没有被拒绝：这里没有开启域名校验。微信开发者工具：详情 → 本地设置，取消勾选「不校验合法域名…」；支付宝开发者工具：取消「忽略 httpRequest 域名合法性检查」。再试一次。',
    'It was not refused: the check of domains is off here. WeChat DevTools: Details → Local settings, untick "Do not check domains"; Alipay DevTools: untick "ignore the check of httpRequest domains". Then try again.',
  ],
  native: ['客户端原样', 'Native'],
  nativeNotCalled: ['没有调用客户端接口', 'The client was not called'],
  nativeNotAwaited: [
    '没有：由 Miniferry 结束，不等客户端回答',
    'None: Miniferry ended it without waiting for the client',
  ],
  codes: {
    aborted: ['调用方取消了下载', 'The caller aborted'],
    timeout: ['在规定时间内没有完成', 'Not done in the time given'],
    stalled: ['长时间没有收到数据', 'No byte for a long time'],
    network: ['网络不通或中断', 'No network, or it broke'],
    interrupted: ['小程序进入后台，被客户端中断', 'Cut by the client in the background'],
    tls: ['证书或握手有问题', 'Certificate or handshake'],
    'http-status': ['状态码不被接受', 'The status was not accepted'],
    'too-many': ['超过客户端的并发上限', "Over the client's parallel limit"],
    'url-not-allowed': ['域名不在合法列表中', 'The domain is not on the list'],
    'invalid-argument': ['参数不合法', 'A bad argument'],
    'too-large': ['超过客户端的大小上限', "Over the client's size limit"],
    'storage-full': ['存储空间已满', 'No space left'],
    'file-system': ['文件无法写入', 'The file cannot be written'],
    integrity: ['大小或校验值不符', 'Not the size or checksum promised'],
    unsupported: ['客户端没有这个能力', 'The client cannot do this'],
    unknown: ['没有匹配的原因', 'Nothing matched'],
  } satisfies Record<DownloadErrorCode, Text>,
} as const
