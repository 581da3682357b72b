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
  const at = (x: number, y: number) => lattice[(x & 63) + (y & 63) * 64] ?? 0
  const single = (x: number, y: number) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    const alongX = smooth(0, 1, x - left)
    const alongY = smooth(0, 1, y - top)
    const above = at(left, top) + (at(left + 1, top) - at(left, top)) * alongX
    const below = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * alongX
    return above + (below - above) * alongY
  }
  return (x, y) => {
    let sum = 0
    let weight = 0
    for (let octave = 0; octave < octaves; octave++) {
      const scale = 2 ** octave
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
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)))
  return share * share * (3 - 2 * share)
}
