interface Feature {
  readonly title: string
  readonly text: string
  readonly link: string
}

export interface HomeTexts {
  readonly eyebrow: string
  readonly title: readonly [string, string]
  readonly lead: string
  readonly start: string
  readonly preview: string
  readonly sameCode: string
  readonly wechat: string
  readonly alipay: string
  readonly figures: {
    readonly downloadFile: string
    readonly everything: string
    readonly added: string
    readonly dependencies: string
  }
  readonly features: readonly Feature[]
  readonly liveTitle: string
  readonly liveText: string
  readonly liveAlt: string
  readonly worksWith: string
  readonly copy: string
  readonly copied: string
}

export const homeTexts: Record<'zh' | 'en', HomeTexts> = {
  zh: {
    eyebrow: '微信 · 支付宝小程序文件下载',
    title: ['两家的小程序，', '一种下载。'],
    lead: 'wx.downloadFile 和 my.downloadFile 的结果、错误、事件和限制都不一样。Miniferry 让它们完全一致，并把下载做到底：断网、切后台、被杀之后接着下，下完校验，再放进缓存。',
    start: '五分钟上手',
    preview: '在线预览',
    sameCode: '两端只差这一行',
    wechat: '微信',
    alipay: '支付宝',
    figures: {
      downloadFile: '只用 downloadFile，gzip 后',
      everything: '用上全部功能，gzip 后',
      added: '每次调用增加的时间',
      dependencies: '第三方依赖',
    },
    features: [
      {
        title: '错误说得清原因',
        text: '十六个错误码，两端、各机型相同。原生的错误对象和编号都还在。',
        link: '/guide/errors',
      },
      {
        title: '断点续传',
        text: '按段请求，逐字节核对。失败、暂停、进程被杀、签名过期之后，最多重下正在传的分段；文件变了就从头来，绝不拼出两个版本。',
        link: '/guide/resume',
      },
      {
        title: '经得起切后台和断网',
        text: '后台和没有网络时不发请求，也不消耗重试次数。微信的五秒规则、iOS 切网络，结果都是下载完成。',
        link: '/guide/background',
      },
      {
        title: '要么完整，要么没有',
        text: '先下到旁边，核对长度和摘要，再一步移到 filePath。在那之前，原来的文件一直在。',
        link: '/guide/integrity',
      },
      {
        title: '懂 HTTP 的文件缓存',
        text: '按 RFC 9111 判断新旧，304 不动文件，按预算淘汰。新鲜的文件不发任何请求。',
        link: '/cache',
      },
      {
        title: '不编造',
        text: '404 是回答，不是错误；客户端没报告的状态码就是 undefined，不会假装成 200。',
        link: '/support',
      },
    ],
    liveTitle: '两台模拟手机，真的在下载',
    liveText: '同一份页面逻辑，两个原生工程，并排跑在浏览器里。可以断网、切后台、杀掉小程序，看它接着下。',
    liveAlt: '微信与支付宝两台模拟手机并排，各自显示下载列表',
    worksWith: '直接用，或配合你的框架',
    copy: '复制命令',
    copied: '已复制',
  },
  en: {
    eyebrow: 'File downloads in WeChat and Alipay mini-programs',
    title: ['Two hosts,', 'one download.'],
    lead: 'wx.downloadFile and my.downloadFile differ in results, errors, events and limits. Miniferry makes them one, and brings the file home: after an outage, the background or a kill it goes on, checks the bytes, and keeps them in a cache.',
    start: 'Start in five minutes',
    preview: 'Live preview',
    sameCode: 'Only this line differs',
    wechat: 'WeChat',
    alipay: 'Alipay',
    figures: {
      downloadFile: 'downloadFile alone, gzip',
      everything: 'everything, gzip',
      added: 'added to a call',
      dependencies: 'third-party dependencies',
    },
    features: [
      {
        title: 'Errors that say why',
        text: "Sixteen words, the same on both platforms and every device. The host's own object and number stay on the error.",
        link: '/en/guide/errors',
      },
      {
        title: 'Resume',
        text: 'Ranged requests, each checked to the byte. After a failure, a pause, a kill or an expired signature at most the segments in flight are fetched again, and a changed file begins anew: never a file of two versions.',
        link: '/en/guide/resume',
      },
      {
        title: 'At home in the background',
        text: "Without a network or a foreground nothing is started and no attempt is spent. WeChat's five-second rule and a switch of networks on iOS end in a completed download.",
        link: '/en/guide/background',
      },
      {
        title: 'Whole, or not there',
        text: 'The bytes are collected beside filePath, checked by length and digest, and moved there in one step. What was there stays until then.',
        link: '/en/guide/integrity',
      },
      {
        title: 'A cache that knows HTTP',
        text: 'Fresh or not by RFC 9111, a 304 touches no file, the least recently used go first. What is fresh costs no request.',
        link: '/en/cache',
      },
      {
        title: 'Nothing made up',
        text: 'A 404 is an answer, not an error. A status that the client does not report is undefined, and not 200.',
        link: '/en/support',
      },
    ],
    liveTitle: 'Two simulated phones that really download',
    liveText:
      'One page logic, two native projects, side by side in the browser. Take the network away, leave the app, kill it, and watch it go on.',
    liveAlt: 'Two simulated phones side by side, WeChat and Alipay, each with a list of downloads',
    worksWith: 'By itself, or with your framework',
    copy: 'Copy the command',
    copied: 'Copied',
  },
}
