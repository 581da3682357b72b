/** What the two vendors call the parts of a native project. */
export const nativePlatforms = {
  wechat: {
    title: 'WeChat',
    host: 'wx',
    package: '@miniferry/download-wechat',
    markup: '.wxml',
    style: '.wxss',
    tap: 'bindtap',
    /** An attribute that names a handler. */
    event: /^(?:capture-)?(?:bind|catch|mut-bind):?\w+$/,
  },
  alipay: {
    title: 'Alipay',
    host: 'my',
    package: '@miniferry/download-alipay',
    markup: '.axml',
    style: '.acss',
    tap: 'onTap',
    event: /^(?:capture)?(?:on|catch)[A-Z]\w*$/,
  },
} as const

export type PlatformName = keyof typeof nativePlatforms
