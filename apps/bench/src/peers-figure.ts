import path from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import { bundlePeer } from './bundle-peer.js'
import type { Figure } from './figure.js'
import type { Size } from './measure-sizes.js'
import { median } from './median.js'
import { type Peer, peers } from './peers.js'
import { type PlatformName, platforms } from './platforms.js'
import { runInProcess } from './run-in-process.js'
import { kilobytes, microseconds } from './units.js'
import { withFolder } from './with-folder.js'

/** Microseconds of one call, of the native one and of the peer's. */
interface PeerCost {
  readonly native: number
  readonly call: number
}

interface MeasuredPeer extends PeerCost {
  readonly size: Size
}

/** What the published packages that download cost, next to ours and to the bare native call. */
export const peersFigure: Figure = {
  name: 'peers',
  title: 'Beside others: size of a bundle for ES2018, and one download over a mocked host',
  async measure() {
    const natives = new Map<PlatformName, number[]>(platforms.map(({ name }) => [name, []]))
    const body: string[][] = []
    const notes: string[] = []
    for (const peer of peers) {
      const row = [titleOf(peer)]
      for (const { name } of platforms) {
        const entry = peer.entries[name]
        if (typeof entry === 'string') {
          const { size, native, call } = await measurePeer({ entry, globals: peer.globals }, name)
          natives.get(name)?.push(native)
          row.push(kilobytes(size.minified), kilobytes(size.gzip), microseconds(call))
        } else {
          row.push('–', '–', '–')
          notes.push(`${peer.title} is ${entry.why}.`)
        }
      }
      body.push(row)
      if (peer.part !== undefined) notes.push(`${peer.title}: ${peer.part}.`)
    }
    const base = platforms.flatMap(({ name }) => ['', '', microseconds(median(natives.get(name) ?? []))])
    const header = platforms.flatMap(({ title }) => [`${title}, minified`, 'gzip', 'a call'])
    return {
      rows: [['', ...header], ['the native call', ...base], ...body],
      notes: [
        'The size is of all that one download brings into an app. A call is one download from start to result, medians of 15 runs in a process of their own; the host answers at once, after the call has returned.',
        notes.join(' '),
      ],
    }
  },
}

function titleOf({ title, packageName }: Peer): string {
  if (packageName === undefined) return title
  const versions: Readonly<Record<string, string>> = manifest.devDependencies
  return `${title}, ${versions[packageName]}`
}

function measurePeer(files: Parameters<typeof bundlePeer>[0], platform: PlatformName): Promise<MeasuredPeer> {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'peer.mjs')
    const size = await bundlePeer(files, platform, file)
    const cost = await runInProcess<PeerCost>('peer-in-process.ts', [platform, file])
    return { ...cost, size }
  })
}
