import { type AlipayHostOptions, createAlipayHost, createScriptedFetch } from '@miniferry/download-simulator'
import { type ContractHost, describeCachedImageContract } from '@miniferry/testing/contract'
import * as library from '../src/index.js'

/** What the sample hands to `Component`. */
interface Definition {
  didMount(this: object): void
  didUpdate(this: object, previous: { src: string }): void
  didUnmount(this: object): void
  methods: { onError(this: object): void }
}

describeCachedImageContract<Definition>({
  name: 'alipay',
  marker: 'cached-image-alipay',
  global: 'my',
  library,
  createHost: (fetch) => createAlipayHost({ fetch } as AlipayHostOptions) as unknown as ContractHost,
  createScriptedFetch,
  methodsOf: ({ methods }) => methods,
  show({ didMount, didUpdate }, image, src) {
    const previous = image.props
    image.props = { src }
    if (previous) didUpdate.call(image, previous)
    else didMount.call(image)
  },
  detach: ({ didUnmount }, image) => didUnmount.call(image),
})
