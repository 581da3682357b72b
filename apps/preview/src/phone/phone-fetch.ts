import { defaultServer } from '@miniferry/demo/server-address'
import type { FetchLike } from '@miniferry/download-simulator'
import { createMessageFetch, failure } from '@miniferry/testing/message-fetch'
import { inWorker } from './phone-settings.js'

/**
 * The `fetch` of a simulated phone: the demo's default address leads to where the files really are, and the phone
 * never sees that other address. The browser's cache stays out of it, for it would finish a broken download with a
 * range request of its own.
 */
export function createPhoneFetch(files: string): FetchLike {
  if (files === inWorker) return createWorkerFetch(new Worker('../file-server.js'))
  if (files === '') return (url, init) => fetch(url, { ...init, cache: 'no-store' })
  return async (url, init) => {
    const {
      status,
      type,
      url: answered,
      headers,
      body,
    } = await fetch(replaceOrigin(url, defaultServer, files), {
      ...init,
      cache: 'no-store',
    })
    return { status, type, url: replaceOrigin(answered, files, defaultServer), headers, body }
  }
}

/** Whose one server is the worker; nobody listens at any other address. */
function createWorkerFetch(worker: Worker): FetchLike {
  const fetch = createMessageFetch({
    send: (message) => worker.postMessage(message),
    listen: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
  })
  return (url, init) =>
    url.startsWith(`${defaultServer}/`) ? fetch(url, init) : Promise.reject(failure('ECONNREFUSED'))
}

function replaceOrigin(url: string, from: string, to: string): string {
  return url.startsWith(`${from}/`) ? to + url.slice(from.length) : url
}
