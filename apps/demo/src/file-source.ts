import type { DemoHost } from './demo-host.js'
import type { DownloadLibrary } from './download-library.js'

/** Where sample files come from: the vendors' public hosts, or the file server of `pnpm demo`, which misbehaves on request. */
export type FileSource = 'public' | 'local'

/** Where `pnpm demo` serves its files; it writes another address into the built projects where it has one. */
export const defaultServer = 'http://127.0.0.1:8787'

/** Nothing listens there, on the computer or on the phone. */
export const silentServer = 'http://127.0.0.1:8786'

/** What starts the file server. */
export const serverCommand = 'npx pnpm@10.34.8 demo'

/** Public files, until somebody chooses. A simulated phone has a file server beside it, and no other host on its list. */
export function currentSource(host: DemoHost): FileSource {
  const stored = host.readStorage('source')
  if (stored === 'public' || stored === 'local') return stored
  return host.device().isSimulated ? 'local' : 'public'
}

export function storeSource(host: DemoHost, source: FileSource): void {
  host.writeStorage('source', source)
}

/** Empty where nobody has typed one. */
export function typedServer(host: DemoHost): string {
  const stored = host.readStorage('server')
  return typeof stored === 'string' ? stored : ''
}

export function currentServer(host: DemoHost): string {
  return typedServer(host) || defaultServer
}

/** Keeps the address without the slash at its end; an empty one brings the default back. */
export function storeServer(host: DemoHost, address: string): string {
  host.writeStorage('server', address.trim().replace(/\/+$/, ''))
  return currentServer(host)
}

/** Whether the file server answers, as far as this phone can tell. */
export async function askServer(library: DownloadLibrary, host: DemoHost): Promise<boolean> {
  const { statusCode = 200 } = await library
    .downloadFile({ url: `${currentServer(host)}/doors`, timeout: 3000 })
    .catch(() => ({ statusCode: 0 }))
  return statusCode === 200
}
