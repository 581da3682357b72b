/** What waits in a queue. */
export interface Queued {
  /** Higher comes first. */
  readonly priority: number
  /** Lower comes first among equal priorities; no two have the same. */
  readonly order: number
}

/** A queue in which each item is found in O(log n) steps. */
export interface PriorityQueue<Item extends Queued> {
  /** Nothing happens if it is in already. */
  add(item: Item): void
  /** The first, which stays in. */
  first(): Item | undefined
  /** Takes the first out. */
  take(): Item | undefined
  /** Takes this one out, whose priority has not changed since; nothing happens if it is not in. */
  remove(item: Item): void
}

/** Whether `item` comes before `other`. */
export function comesBefore(item: Queued, other: Queued): boolean {
  return item.priority > other.priority || (item.priority === other.priority && item.order < other.order)
}

export function createPriorityQueue<Item extends Queued>(): PriorityQueue<Item> {
  /** The first is at the end, where it is taken without moving the others. */
  const items: Item[] = []

  /** Where an item is, or would be. */
  const search = (item: Item): number => {
    let low = 0
    let high = items.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = items[middle]
      if (other !== undefined && comesBefore(item, other)) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add(item) {
      const index = search(item)
      if (items[index] !== item) items.splice(index, 0, item)
    },
    first: () => items[items.length - 1],
    take: () => items.pop(),
    remove(item) {
      const index = search(item)
      if (items[index] === item) items.splice(index, 1)
    },
  }
}
