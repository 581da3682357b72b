/** A package that downloads, measured by one download as its documentation makes it. */
export interface Peer {
  readonly title: string
  /** Its packages are pinned in `package.json`; this one's version is told. */
  readonly packageName?: string
  /** The file in `peers` that downloads with it, by platform; else why there is none. */
  readonly entries: { readonly wechat: string; readonly alipay: string | { readonly why: string } }
  /** A file with globals that its own build puts in. */
  readonly globals?: string
  /** What of it is measured, where that is not all. */
  readonly part?: string
}

export const peers: readonly Peer[] = [
  {
    title: 'Miniferry, `downloadFile`',
    entries: {
      wechat: import.meta.resolve('./peers/miniferry-wechat.ts'),
      alipay: import.meta.resolve('./peers/miniferry-alipay.ts'),
    },
  },
  {
    title: 'Miniferry, the downloader',
    entries: {
      wechat: import.meta.resolve('./peers/miniferry-downloader-wechat.ts'),
      alipay: import.meta.resolve('./peers/miniferry-downloader-alipay.ts'),
    },
  },
  {
    title: 'Mpx, `downloadFile` alone',
    packageName: '@mpxjs/api-proxy',
    entries: onBoth(import.meta.resolve('./peers/mpx-alone.ts')),
    part: "that one function, as a bundler shakes it out; on WeChat it is the host's own",
  },
  {
    title: 'Mpx, `usePromise`',
    packageName: '@mpxjs/api-proxy',
    entries: onBoth(import.meta.resolve('./peers/mpx-promised.ts')),
    part: 'the whole package, as it is installed into an app',
  },
  {
    title: 'axios-miniprogram',
    packageName: 'axios-miniprogram',
    entries: onBoth(import.meta.resolve('./peers/axios-miniprogram.ts')),
  },
  {
    title: 'miniprogram-queue',
    packageName: 'miniprogram-queue',
    entries: {
      wechat: import.meta.resolve('./peers/miniprogram-queue.ts'),
      alipay: { why: 'made for WeChat only' },
    },
  },
  {
    title: 'Taro',
    packageName: '@tarojs/taro',
    entries: {
      wechat: import.meta.resolve('./peers/taro-wechat.ts'),
      alipay: import.meta.resolve('./peers/taro-alipay.ts'),
    },
    globals: import.meta.resolve('./peers/taro-globals.ts'),
    part: 'its API cannot be taken out of its runtime, so this is both, with its DOM; without React or Vue, and without components',
  },
  {
    title: 'uni-app (Vue 3)',
    packageName: '@dcloudio/uni-mp-weixin',
    entries: {
      wechat: import.meta.resolve('./peers/uni-app-wechat.ts'),
      alipay: import.meta.resolve('./peers/uni-app-alipay.ts'),
    },
    part: 'the API layer and what it imports of Vue; without the runtime of pages and components, which every such app has too',
  },
]

function onBoth(url: string): Peer['entries'] {
  return { wechat: url, alipay: url }
}
