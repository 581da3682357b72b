/** The platforms that there are packages for. */
export const platforms = [
  { name: 'wechat', title: 'WeChat' },
  { name: 'alipay', title: 'Alipay' },
] as const

export type PlatformName = (typeof platforms)[number]['name']
