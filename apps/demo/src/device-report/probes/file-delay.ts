import type { Probe } from '../probe.js'

const calls = 15

/** How long the host takes for the smallest call of its file system: the median of some. */
export const fileDelay: Probe = {
  downloads: false,
  limit: 30_000,
  async run({ files }) {
    const path = files.at('small.txt')
    await files.write(path, 'x')
    const times: number[] = []
    for (let call = 0; call < calls; call++) {
      const start = Date.now()
      await files.size(path)
      times.push(Date.now() - start)
    }
    await files.remove(path)
    times.sort((first, second) => first - second)
    return { fileDelay: { value: times[Math.floor(calls / 2)] ?? 0, evidence: times } }
  },
}
