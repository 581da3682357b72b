import { memberOf } from './call-host.js'

/**
 * Subscribes with `host.on<event>` and ends it with `host.off<event>`. A client without the event never calls, and
 * one without `off` is told to hold its tongue here.
 */
export function subscribeToHost(
  getHost: () => unknown,
  event: string,
  listener: (payload: unknown) => void,
): () => void {
  let active = true
  const relay = (payload: unknown): void => {
    if (active) listener(payload)
  }
  const call = (method: string): void => {
    const host = getHost()
    const api = memberOf(host, method)
    if (typeof api === 'function') api.call(host, relay)
  }
  call(`on${event}`)
  return () => {
    active = false
    call(`off${event}`)
  }
}
