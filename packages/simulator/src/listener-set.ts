import { callSafely } from './callbacks.js'

/** The listeners of one event of a host. */
export interface ListenerSet {
  add(listener: unknown): void
  /** All of them where none is named (native-apis.md §2). */
  remove(listener?: unknown): void
  emit(event?: object): void
}

export function createListenerSet(): ListenerSet {
  const listeners = new Set<unknown>()
  return {
    add: (listener) => {
      listeners.add(listener)
    },
    remove: (listener) => {
      if (listener === undefined) listeners.clear()
      else listeners.delete(listener)
    },
    emit: (...event) => {
      for (const listener of [...listeners]) callSafely(listener, ...event)
    },
  }
}
