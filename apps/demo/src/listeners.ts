/** Calls back whoever watches something, whenever anything of it changed. */
export interface Listeners {
  tell(): void
  /** Returns the function that ends it. */
  watch(listener: () => void): () => void
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    tell() {
      for (const listener of listeners) listener()
    },
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
