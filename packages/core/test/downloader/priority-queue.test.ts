import { describe, expect, it } from 'vitest'
import { comesBefore, createPriorityQueue, type Queued } from '../../src/downloader/priority-queue.js'

interface Item extends Queued {
  readonly name: string
}

let added = 0
function item(name: string, priority = 0, order = added++): Item {
  return { name, priority, order }
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

function drain(queue: { take(): Item | undefined }): string[] {
  const names: string[] = []
  for (let next = queue.take(); next; next = queue.take()) names.push(next.name)
  return names
}

describe('the queue', () => {
  it('gives nothing when it is empty, before and after', () => {
    const queue = createPriorityQueue<Item>()
    expect(queue.take()).toBeUndefined()
    queue.add(item('a'))
    expect(queue.take()?.name).toBe('a')
    expect(queue.take()).toBeUndefined()
  })

  it('gives higher priorities first, and equal ones in their order', () => {
    const queue = createPriorityQueue<Item>()
    for (const one of [item('c'), item('a', 5), item('d'), item('e', -1), item('b', 5)]) queue.add(one)
    expect(drain(queue)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('puts an item that comes back in its old place', () => {
    const queue = createPriorityQueue<Item>()
    const [first, second] = [item('first'), item('second')]
    queue.add(first)
    queue.add(second)
    queue.remove(first)
    queue.add(first)
    expect(drain(queue)).toEqual(['first', 'second'])
  })

  it.each([0, 1, 2, 3, 4, 5, 6])('loses only item %i when that is removed', (position) => {
    const queue = createPriorityQueue<Item>()
    const items = [3, 6, 1, 5, 0, 2, 4].map((priority) => item(String(priority), priority))
    for (const one of items) queue.add(one)
    const removed = items[position] as Item
    queue.remove(removed)
    expect(drain(queue)).toEqual(['6', '5', '4', '3', '2', '1', '0'].filter((name) => name !== removed.name))
  })

  it('holds an item once, though it is added twice', () => {
    const queue = createPriorityQueue<Item>()
    const one = item('one')
    queue.add(one)
    queue.add(one)
    expect(drain(queue)).toEqual(['one'])
  })

  it('ignores the removal of what is not in it', () => {
    const queue = createPriorityQueue<Item>()
    const [inside, outside] = [item('inside'), item('outside')]
    queue.add(inside)
    queue.remove(outside)
    queue.remove(outside)
    expect(drain(queue)).toEqual(['inside'])
    queue.remove(inside)
    expect(queue.take()).toBeUndefined()
  })
})

describe('random additions, takings and removals', () => {
  it.each([1, 2, 3, 4, 5])('agree with a sorted list (seed %i)', (seed) => {
    const random = createRandom(seed)
    const queue = createPriorityQueue<Item>()
    let list: Item[] = []
    const sorted = (): Item[] => [...list].sort((one, other) => (comesBefore(one, other) ? -1 : 1))
    for (let step = 0; step < 2000; step += 1) {
      const choice = random()
      if (choice < 0.5) {
        const one = item(String(step), Math.floor(random() * 8), step)
        queue.add(one)
        list.push(one)
      } else if (choice < 0.75) {
        const one = list[Math.floor(random() * list.length)]
        if (one) queue.remove(one)
        list = list.filter((other) => other !== one)
      } else {
        const [first] = sorted()
        expect(queue.take()).toBe(first)
        list = list.filter((other) => other !== first)
      }
    }
    expect(drain(queue)).toEqual(sorted().map(({ name }) => name))
  })
})
