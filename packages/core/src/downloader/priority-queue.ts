/** What waits in a queue. The queue keeps `index` for itself. */
export interface Queued {
  /** Higher comes first. */
  priority: number
  /** Lower comes first among equal priorities. */
  readonly order: number
  /** Where it is in the heap; -1 outside. */
  index: number
}

/** A queue in which adding, taking the first and removing any cost O(log n). */
export interface PriorityQueue<Item extends Queued> {
  add(item: Item): void
  /** Takes the first out. */
  take(): Item | undefined
  /** Takes this one out; nothing happens if it is not in. */
  remove(item: Item): void
}

/** Whether `item` comes before `other`. */
export function comesBefore(item: Queued, other: Queued): boolean {
  return item.priority > other.priority || (item.priority === other.priority && item.order < other.order)
}

/** A binary heap: nobody comes before the one that is above it. */
export function createPriorityQueue<Item extends Queued>(): PriorityQueue<Item> {
  const heap: Item[] = []

  const put = (item: Item, index: number): void => {
    heap[index] = item
    item.index = index
  }

  /** Puts an item where it belongs: up from `index`, or else down from there. */
  const settle = (item: Item, start: number): void => {
    let index = start
    for (;;) {
      const above = (index - 1) >> 1
      const parent = heap[above]
      if (index === 0 || parent === undefined || !comesBefore(item, parent)) break
      put(parent, index)
      index = above
    }
    for (;;) {
      const left = heap[2 * index + 1]
      const right = heap[2 * index + 2]
      const child = left && right && comesBefore(right, left) ? right : left
      if (child === undefined || !comesBefore(child, item)) break
      const below = child.index
      put(child, index)
      index = below
    }
    put(item, index)
  }

  const remove = (item: Item): void => {
    const { index } = item
    if (index < 0) return
    const last = heap.pop()
    if (last !== undefined && last !== item) settle(last, index)
    item.index = -1
  }

  return {
    add: (item) => settle(item, heap.length),
    take() {
      const [first] = heap
      if (first !== undefined) remove(first)
      return first
    },
    remove,
  }
}
