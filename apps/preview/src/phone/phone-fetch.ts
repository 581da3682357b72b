import { defaultServer, silentServer } from '@miniferry/demo/file-source'
import { publicHosts } from '@miniferry/demo/public-files'
import type { FetchLike } from '@miniferry/download-simulator'
import { createServiceFetch, failure } from '@miniferry/testing/service-fetch'
import { createRemoteService } from '@miniferry/testing/service-messages'
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
    const response = await fetch(replaceOrigin(url, defaultServer, files), { ...init, cache: 'no-store' })
    const { status, type, headers, body } = response
    return { status, type, url: replaceOrigin(response.url, files, defaultServer), headers, body }
  }
}

/** Whose one server is the worker; nobody listens at any other address. */
function createWorkerFetch(worker: Worker): FetchLike {
  const service = createRemoteService(
    (message) => worker.postMessage(message),
    (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
  )
  const fetch = createServiceFetch(service)
  return (url, init) => {
    if (url.startsWith(`${defaultServer}/`)) return fetch(url, init)
    // The vendors' hosts, as far as they let a browser in.
    if (url.startsWith('https:')) return globalThis.fetch(url, { ...init, cache: 'no-store' })
    return Promise.reject(failure('ECONNREFUSED'))
  }
}

function replaceOrigin(url: string, from: string, to: string): string {
  return url.startsWith(`${from}/`) ? to + url.slice(from.length) : url
}

/**
 * The list of domains of the simulated app. Everything else is refused, as on a phone.
 *
 * @param files - where the file server really is; it has more ports behind that one
 */
export function downloadDomains(files: string): readonly string[] {
  const [, address, port] = /^(.*):(\d+)$/.exec(files) ?? []
  const doors = address === undefined ? [] : [0, 1, 2, 3].map((door) => `${address}:${Number(port) + door}`)
  return [defaultServer, silentServer, ...publicHosts, ...doors]
}
