import type { DownloadFileOptions } from './download-file-options.js'
import { encodeUrl } from './encode-url.js'
import type { DownloadPlatform, NativeRequest } from './platform.js'

const passedOn = ['header', 'timeout', 'filePath'] as const
const onlyWhereSupported = ['enableProfile', 'enableHttp2', 'enableQuic'] as const

/**
 * Valid options as the host gets them: a new object with only what was given. An option that this host lacks is left
 * out, and `warn` is told so.
 */
export function toNativeRequest(
  options: DownloadFileOptions,
  platform: DownloadPlatform,
  warn: (option: string) => void,
): NativeRequest {
  // A data URL is not encoded: it may be megabytes, and its body is base64 or encoded already.
  const url = /^data:/i.test(options.url) ? options.url : encodeUrl(options.url)
  const request: Record<string, unknown> & { url: string } = { url }
  for (const name of passedOn) {
    if (options[name] !== undefined) request[name] = options[name]
  }
  if (options.header !== undefined) request.header = { ...options.header }
  for (const name of onlyWhereSupported) {
    if (options[name] === undefined) continue
    if (platform.supports(name)) request[name] = options[name]
    else warn(name)
  }
  return request
}
