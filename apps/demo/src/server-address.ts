import type { DemoHost } from './demo-host.js'

/** Where `pnpm demo` serves its files. A phone needs the address of the computer in the local network instead. */
export const defaultServer = 'http://127.0.0.1:8787'

/** Nothing listens there, on the computer or on the phone. */
export const silentServer = 'http://127.0.0.1:8786'

const storageKey = 'server'

export function currentServer(host: DemoHost): string {
  const stored = host.readStorage(storageKey)
  return typeof stored === 'string' && stored !== '' ? stored : defaultServer
}

/** Keeps the address without the slash at its end; an empty one brings the default back. */
export function storeServer(host: DemoHost, address: string): string {
  const trimmed = address.trim().replace(/\/+$/, '')
  host.writeStorage(storageKey, trimmed)
  return trimmed === '' ? defaultServer : trimmed
}
