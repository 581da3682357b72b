/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

/** A small seeded generator (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Value noise in several octaves, 0 to 1. */
export function fractalNoise(random: () => number, octaves: number): (x: number, y: number) => number {
  const lattice = Float64Array.from({ length: 4096 }, random)
  const single = (x: number, y: number) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    const alongX = ease(x - left)
    const alongY = ease(y - top)
    const [west, east] = [left & 63, (left + 1) & 63]
    const [north, south] = [(top & 63) << 6, ((top + 1) & 63) << 6]
    const northWest = lattice[west + north] ?? 0
    const southWest = lattice[west + south] ?? 0
    const above = northWest + ((lattice[east + north] ?? 0) - northWest) * alongX
    const below = southWest + ((lattice[east + south] ?? 0) - southWest) * alongX
    return above + (below - above) * alongY
  }
  return (x, y) => {
    let sum = 0
    let weight = 0
    for (let octave = 0, scale = 1; octave < octaves; octave++, scale *= 2) {
      sum += single(x * scale + octave * 17.3, y * scale + octave * 9.1) / scale
      weight += 1 / scale
    }
    return sum / weight
  }
}

export function pick<T>(random: () => number, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0]
}

export function mix(from: Colour, to: Colour, amount: number): Colour {
  const share = Math.max(0, Math.min(1, amount))
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ]
}

export function ramp(palette: readonly Colour[], position: number): Colour {
  const scaled = Math.max(0, Math.min(0.9999, position)) * (palette.length - 1)
  const index = Math.floor(scaled)
  const from = palette[index] ?? [0, 0, 0]
  return mix(from, palette[index + 1] ?? from, smooth(0, 1, scaled - index))
}

export function smooth(from: number, to: number, value: number): number {
  return ease(Math.max(0, Math.min(1, (value - from) / (to - from))))
}

function ease(share: number): number {
  return share * share * (3 - 2 * share)
}

/** Remembers what depends on the column alone, which every row asks for again. */
export function perColumn(compute: (x: number) => number): (x: number) => number {
  const known: number[] = []
  return (x) => {
    const column = Math.max(0, Math.round(x * 2048))
    known[column] ??= compute(column / 2048)
    return known[column] ?? 0
  }
}
