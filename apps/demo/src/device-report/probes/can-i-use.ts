import type { Probe } from '../probe.js'

/** `filePath` came with client 10.2.80 of Alipay (native-apis.md §1.1), not with a base library. */
const since = [10, 2, 80] as const

/** What `canIUse` says of something that came with a client. */
export const canIUse: Probe = {
  downloads: false,
  limit: 2000,
  run({ native, device }) {
    const answer = native.canIUse?.('downloadFile.object.filePath')
    if (answer === undefined) return Promise.resolve({ canIUseOfClients: { unknown: 'no-such-call' } })
    if (!answer && isOlder(device.clientVersion)) {
      return Promise.resolve({ canIUseOfClients: { unknown: 'client-too-old' } })
    }
    return Promise.resolve({ canIUseOfClients: { value: answer ? 'known' : 'unknown' } })
  },
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number)
  const index = since.findIndex((part, position) => part !== parts[position])
  return index >= 0 && (parts[index] ?? 0) < (since[index] ?? 0)
}
