export type Language = 'zh' | 'en'

const zh = {
  title: 'Miniferry · 微信与支付宝小程序下载',
  // No line ends after the first name.
  headline: '微信、\u2060支付宝，同一个 downloadFile',
  lead: '两个真正的原生小程序工程，一份页面逻辑：下载、下载管理、文件缓存。两台模拟手机都在真实下载，可以随便点。',
  otherLanguage: 'English',
  controlsHint: '重启后文件还在；换设备或客户端就是换一台新手机。',
  network: '网络',
  networks: { wifi: 'Wi-Fi', '4g': '4G', none: '断网' },
  app: '小程序',
  appStates: { foreground: '前台', background: '后台' },
  device: '设备',
  devices: { ios: 'iOS', android: '安卓', devtools: '开发者工具' },
  client: '支付宝客户端',
  clients: { current: '最新', old: '旧版 10.2.60' },
  inBackground: '小程序在后台',
  interruption: '微信在 5 秒后中断未完成的下载',
  backToApp: '回到小程序',
  restart: '杀掉并重启小程序',
  platforms: { wechat: '微信', alipay: '支付宝' },
  subtitles: { wechat: 'WXML · WXSS · wx', alipay: 'AXML · ACSS · my' },
  notesTitle: '预览不是真机',
  notes: [
    '页面由微信团队的开源组件引擎 glass-easel 渲染，AXML 先转换成 WXML；这里没有运行任何一家的官方渲染层。',
    'wx 与 my 是按官方文档写成的模拟器。文档没有写明的行为，取一个可以调整的默认值，真机可能不同。',
    '文件由这个浏览器下载：看不到真实的 DNS、TLS、HTTP/2 与 QUIC，瀑布图在响应之前的几段是按比例估算的；重定向的每一跳不检查域名。合法域名列表里有本机和示例的公开域名；后者要对方允许浏览器跨域。',
    '没有模拟：tabBar、下拉刷新、授权弹窗、支付宝自定义组件，以及系统对内存与磁盘的限制。',
  ],
}

/** What the preview says. */
export type Texts = typeof zh

const en: Texts = {
  title: 'Miniferry · downloads in WeChat and Alipay mini-programs',
  headline: 'One downloadFile for WeChat and Alipay',
  lead: 'Two real native projects, one page logic: downloads, a download manager, a file cache. Both simulated phones really download: try anything.',
  otherLanguage: '中文',
  controlsHint: 'A restart keeps the files. Another device or client is a new phone.',
  network: 'Network',
  networks: { wifi: 'Wi-Fi', '4g': '4G', none: 'None' },
  app: 'App',
  appStates: { foreground: 'Foreground', background: 'Background' },
  device: 'Device',
  devices: { ios: 'iOS', android: 'Android', devtools: 'DevTools' },
  client: 'Alipay client',
  clients: { current: 'Current', old: 'Old, 10.2.60' },
  inBackground: 'App in the background',
  interruption: 'After 5 seconds WeChat interrupts what is not finished',
  backToApp: 'Back to the app',
  restart: 'Kill and restart the apps',
  platforms: { wechat: 'WeChat', alipay: 'Alipay' },
  subtitles: { wechat: 'WXML · WXSS · wx', alipay: 'AXML · ACSS · my' },
  notesTitle: 'A preview is not a phone',
  notes: [
    "The pages are drawn by glass-easel, the open-source component engine of WeChat's team; AXML is turned into WXML first. Neither vendor's own renderer runs here.",
    "wx and my are simulators made from the vendors' documentation. Where it is silent, they follow a default that can be changed; a phone may differ.",
    'This browser fetches the files: real DNS, TLS, HTTP/2 and QUIC are not seen, so the waterfall divides the time before the answer by fixed shares, and the domain of each redirect is not checked. The list of domains has this computer and the public hosts, as far as those let a browser in.',
    "Not simulated: tab bars, pull-down refresh, permission dialogs, Alipay's own components, and what the system does when memory or disk run low.",
  ],
}

export const texts: Record<Language, Texts> = { zh, en }
