import { evidenceOf } from '../evidence.js'
import type { NetworkEvent } from '../native-host.js'
import type { Probe } from '../probe.js'
import { abortQuietly, terminal, watchDownload } from '../watch-download.js'

/** Milliseconds that a host has for failing its tasks. */
const reaction = 2000

/**
 * A download of forty seconds, during which the user switches to another network. The file server has to be reachable from
 * both, or the switch breaks the connection by itself: the words of the failure tell.
 */
export const networkSwitch: Probe = {
  downloads: true,
  limit: 60_000,
  async run({ native, server }) {
    if (native.onNetworkStatusChange === undefined) return { networkSwitch: { unknown: 'no-such-call' } }
    let event: NetworkEvent | undefined
    let goOn = () => {}
    const change = (next: NetworkEvent) => {
      // A phone may be without any network for a moment.
      if (event !== undefined || !next.isConnected) return
      event = next
      setTimeout(() => goOn(), reaction)
    }
    native.onNetworkStatusChange(change)
    let isEndedByUs = false
    const trace = await watchDownload(
      native,
      { url: server.url('/file', { size: 400_000, rate: 10_000 }), timeout: 60_000 },
      {
        limit: 45_000,
        settle: reaction,
        onStart: (task, { callbacks }) => {
          goOn = () => {
            isEndedByUs = callbacks.length === 0
            abortQuietly(task)
          }
        },
      },
    )
    native.offNetworkStatusChange?.(change)
    if (event === undefined) return { networkSwitch: { unknown: 'nothing-happened' } }
    const ended = terminal(trace)
    const isCut = ended?.name === 'fail' && !isEndedByUs
    const evidence = { event: evidenceOf(event), end: evidenceOf(ended?.payload) }
    return { networkSwitch: { value: isCut ? 'fail' : 'keep', evidence } }
  },
}
