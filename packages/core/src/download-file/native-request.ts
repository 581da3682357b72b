import type { DownloadPlatform, NativeRequest } from '../platform.js'
import type { DownloadFileOptions } from './options.js'
import { encodeUrl } from './url.js'

const optionNames = ['timeout', 'filePath', 'enableProfile', 'enableHttp2', 'enableQuic'] as const

/**
 * Valid options as the host gets them: a new object with only what was given. An option that the platform lacks is
 * left out, and `warn` is told so.
 */
export function toNativeRequest(
  options: DownloadFileOptions,
  platform: DownloadPlatform,
  warn: (problem: string) => void,
): NativeRequest {
  const { url, header } = options
  // A data URL is not encoded: it may be megabytes, and its body is base64 or encoded already.
  const request: Record<string, unknown> & { url: string } = {
    url: /^data:/i.test(url) ? url : encodeUrl(url),
  }
  if (header) request.header = { ...header }
  for (const name of optionNames) {
    const value = options[name]
    if (value === undefined) continue
    if (platform.options.includes(name)) request[name] = value
    else warn(`${platform.name} does not support ${name}`)
  }
  return request
}
