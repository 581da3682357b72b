import { createScriptedFetch, createWechatHost, type WechatHostOptions } from '@miniferry/download-simulator'
import { type ContractHost, describeCachedImageContract } from '@miniferry/testing/contract'
import * as library from '../src/index.js'

/** What the sample hands to `Component`. */
interface Definition {
  observers: { src(this: object, url: string): void }
  lifetimes: { detached(this: object): void }
  methods: { onError(this: object): void }
}

describeCachedImageContract<Definition>({
  name: 'wechat',
  marker: 'cached-image',
  global: 'wx',
  library,
  createHost: (fetch) => createWechatHost({ fetch } as WechatHostOptions) as unknown as ContractHost,
  createScriptedFetch,
  methodsOf: ({ methods }) => methods,
  show({ observers }, image, src) {
    image.data.src = src
    // Whenever it is set, also to what it was.
    observers.src.call(image, src)
  },
  detach: ({ lifetimes }, image) => lifetimes.detached.call(image),
})
