import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { wait } from '../wait.js'
import { abortQuietly, terminal, watchDownload } from '../watch-download.js'

/** Milliseconds that the user has to stay away: WeChat cuts after five seconds (native-apis.md §1.7). */
const longEnough = 6000

/** A download of forty seconds. The user leaves the app for about eight, and comes back. */
export const background: Probe = {
  downloads: true,
  limit: 70_000,
  async run({ native, server }) {
    if (native.onAppHide === undefined || native.onAppShow === undefined) {
      return { backgroundRule: { unknown: 'no-such-call' } }
    }
    let left: number | undefined
    let away: number | undefined
    let goOn = () => {}
    const hide = () => {
      left = Date.now()
    }
    const show = () => {
      if (left === undefined) return
      away = Date.now() - left
      // Callbacks of what happened meanwhile may come only now.
      setTimeout(() => goOn(), 500)
    }
    native.onAppHide(hide)
    native.onAppShow(show)
    let isEndedByUs = false
    const trace = await watchDownload(
      native,
      { url: server.url('/file', { size: 400_000, rate: 10_000 }), timeout: 60_000 },
      {
        limit: 55_000,
        onStart: (task, { callbacks }) => {
          goOn = () => {
            isEndedByUs = callbacks.length === 0
            abortQuietly(task)
          }
        },
      },
    )
    // What runs next needs an app that is seen.
    for (let second = 0; left !== undefined && away === undefined && second < 10; second++) await wait(1000)
    native.offAppHide?.(hide)
    native.offAppShow?.(show)
    const ended = terminal(trace)
    const isCut = left !== undefined && ended?.name === 'fail' && !isEndedByUs
    const evidence = { away: away ?? 'not back yet', end: evidenceOf(ended?.payload) }
    if (isCut) return { backgroundRule: { value: 'fail', evidence } }
    if (away === undefined || away < longEnough) return { backgroundRule: { unknown: 'nothing-happened' } }
    return { backgroundRule: { value: 'nothing', evidence } }
  },
}
