import type { TransferResponse } from './transfer.js'

/** How a client writes the names of response headers. */
export type HeaderCase = 'as-sent' | 'lower' | 'title'

export function withHeaderCase(response: TransferResponse, headerCase: HeaderCase): Record<string, string> {
  if (headerCase === 'lower') return { ...response.headers }
  if (headerCase === 'as-sent') return { ...response.rawHeaders }
  const titled = Object.entries(response.headers).map(([name, value]) => [
    // The one name that servers write otherwise.
    name === 'etag' ? 'ETag' : name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
    value,
  ])
  return Object.fromEntries(titled)
}
