import { defaultServer, silentServer } from '@miniferry/demo/server-address'

/**
 * The list of domains of the simulated app. Everything else is refused, as on a phone.
 *
 * @param files - where the file server really is; it has more ports behind that one
 */
export function downloadDomains(files: string): readonly string[] {
  const [, address, port] = /^(.*):(\d+)$/.exec(files) ?? []
  const doors = address === undefined ? [] : [1, 2, 3].map((door) => `${address}:${Number(port) + door}`)
  return [defaultServer, silentServer, ...doors]
}
