import { createNativeCall, type NativeDialect } from './create-native-call.js'
import type { NativeRequest, Platform } from './platform.js'

/** What a binding supplies for its `request`. */
export interface RequestDialect extends NativeDialect {
  /** The host's options for a GET whose body comes as an ArrayBuffer; GET is the default of both (native-apis.md §5.1). */
  options(request: Pick<NativeRequest, 'url' | 'header' | 'timeout'>): { readonly url: string }
}

/** `Platform.request` over the host's `request`. */
export function createRequestCall(dialect: RequestDialect): Platform['request'] {
  const call = createNativeCall('request', dialect)
  return ({ url, header, timeout }, listener) =>
    call(dialect.options({ url, ...(header && { header }), ...(timeout && { timeout }) }), listener)
}
