import { callSafely } from './call-safely.js'

/** The listeners of one event. As on the hosts, `off` without a listener removes all. */
export interface EventListeners<Event> {
  on(listener: (event: Event) => void): void
  off(listener?: (event: Event) => void): void
  emit(event: Event): void
}

export function createEventListeners<Event>(): EventListeners<Event> {
  let listeners: readonly ((event: Event) => void)[] = []
  return {
    on(listener) {
      // What is no function is ignored when it is called.
      listeners = [...listeners, listener]
    },
    off(listener) {
      listeners = listeners.filter((other) => listener !== undefined && other !== listener)
    },
    emit(event) {
      // The list is never changed in place, so a listener may remove itself or others, who then do not hear of it.
      for (const listener of listeners) if (listeners.includes(listener)) callSafely(listener, event)
    },
  }
}
