import { callHost } from './call-host.js'

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
  callHost(getHost(), `on${event}`, relay)
  return () => {
    active = false
    callHost(getHost(), `off${event}`, relay)
  }
}
