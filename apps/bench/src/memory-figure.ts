import type { Figure } from './figure.js'
import { type MemoryCost, measureMemory } from './measure-memory.js'
import { platforms } from './platforms.js'
import { mebibytes } from './units.js'

const size = 200 * 1024 * 1024

/** What a large download does to the memory. */
export const memoryFigure: Figure = {
  name: 'memory',
  title: `\`downloadFile\` of ${mebibytes(size)}, with simulated host and all`,
  async measure() {
    const costs: MemoryCost[] = []
    for (const { name } of platforms) costs.push(await measureMemory(name, size))
    return {
      rows: [
        ['', ...platforms.map(({ title }) => title)],
        [
          'resident before → peak',
          ...costs.map((cost) => `${mebibytes(cost.before)} → ${mebibytes(cost.peak)}`),
        ],
      ],
    }
  },
}
