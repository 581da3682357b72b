import { defaultServer } from '@miniferry/demo/server-address'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * The `fetch` of a simulated phone: the demo's default address leads to where the files really are, and the
 * browser's cache stays out of it, for it would finish a broken download with a range request of its own.
 */
export function createPhoneFetch(files: string): Fetch {
  return (url, init) => {
    const target =
      files !== '' && url.startsWith(`${defaultServer}/`) ? files + url.slice(defaultServer.length) : url
    return fetch(target, { ...init, cache: 'no-store' })
  }
}
