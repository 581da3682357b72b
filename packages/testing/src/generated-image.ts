import { type Colour, fractalNoise, mix, perColumn, pick, ramp, randomFrom, smooth } from './image-shading.js'
import { encodePng } from './png-image.js'

/** What `generatedImage` draws. */
export interface GeneratedImageOptions {
  /** Another seed, another picture. Default 1. */
  seed?: number
  /** Pixels. Default 960. */
  width?: number
  /** Pixels. Default 600. */
  height?: number
}

type Palette = readonly [Colour, Colour, Colour, Colour]
type Shader = (x: number, y: number) => Colour

/** A PNG worth looking at, the same for the same options: mountains, silk, aurora and orbs take turns by seed. */
export function generatedImage({ seed = 1, width = 960, height = 600 }: GeneratedImageOptions = {}): Buffer {
  const looks = [mountains, silk, aurora, orbs]
  const look = looks[Math.abs(seed) % looks.length] ?? mountains
  const shade = look(randomFrom(seed), width / height)
  const grain = randomFrom(seed + 7919)
  const pixels = new Uint8Array(width * height * 3)
  let position = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // A trace of grain hides the bands that eight bits give to smooth skies.
      const noise = (grain() - 0.5) * 2.4
      for (const channel of shade(x / height, y / height)) {
        pixels[position++] = Math.max(0, Math.min(255, channel + noise))
      }
    }
  }
  return encodePng(width, height, pixels)
}

/** Ridges behind ridges in morning haze, a sun behind them. */
function mountains(random: () => number, aspect: number): Shader {
  const [sky, glow, far, near] = pick<Palette>(random, [
    [
      [46, 58, 112],
      [255, 179, 138],
      [196, 148, 168],
      [28, 26, 54],
    ],
    [
      [22, 78, 120],
      [255, 222, 160],
      [150, 190, 196],
      [12, 44, 58],
    ],
    [
      [74, 40, 96],
      [255, 140, 120],
      [206, 128, 160],
      [38, 18, 58],
    ],
    [
      [58, 110, 140],
      [255, 236, 200],
      [170, 206, 196],
      [22, 62, 62],
    ],
  ])
  const sunX = aspect * (0.25 + random() * 0.5)
  const sunY = 0.2 + random() * 0.1
  const layers = 6
  const ridges = Array.from({ length: layers }, (_, layer) => {
    const noise = fractalNoise(random, 5)
    const frequency = 1.5 + layer * 0.35
    return perColumn((x) => 0.44 + layer * 0.1 - noise(x * frequency, layer * 9.7) * (0.3 - layer * 0.018))
  })
  return (x, y) => {
    for (let layer = layers - 1; layer >= 0; layer--) {
      const top = ridges[layer]?.(x) ?? 1
      if (y < top) continue
      const depth = layer / (layers - 1)
      const base = mix(far, near, depth ** 0.9)
      // Haze gathers in the valleys, and the more of it the farther away they are.
      const haze = smooth(0, 0.34, y - top) * (1 - depth) * 0.7
      return mix(base, glow, haze * 0.8 + (1 - depth) * 0.1)
    }
    const distance = Math.sqrt((x - sunX) ** 2 + (y - sunY) ** 2)
    const air = mix(sky, glow, smooth(0, 0.62, y) * 0.9)
    const halo = mix(air, glow, Math.exp(-distance * 5) * 0.9)
    return mix(halo, [255, 250, 235], smooth(0.075, 0.07, distance))
  }
}

/** Soft folds of several colours, as of silk. */
function silk(random: () => number): Shader {
  const palette = pick<Palette>(random, [
    [
      [18, 16, 60],
      [94, 44, 196],
      [255, 84, 140],
      [255, 190, 120],
    ],
    [
      [4, 36, 66],
      [0, 126, 167],
      [40, 210, 190],
      [240, 250, 200],
    ],
    [
      [44, 8, 40],
      [190, 24, 90],
      [255, 120, 80],
      [255, 226, 170],
    ],
    [
      [10, 30, 40],
      [30, 90, 110],
      [130, 180, 170],
      [250, 220, 190],
    ],
  ])
  const warp = fractalNoise(random, 3)
  const turn = random() * Math.PI
  return (x, y) => {
    const bend = warp(x * 1.1, y * 1.1)
    const drift = warp(x * 0.9 + 5.2, y * 0.9 + 1.3 + bend)
    const along = x * Math.cos(turn) + y * Math.sin(turn)
    const fold = Math.sin(along * 3.2 + drift * 9 + bend * 5)
    const light = Math.cos(along * 3.2 + drift * 9 + bend * 5) * 0.5 + 0.5
    const colour = ramp(palette, 0.5 + 0.42 * fold + (drift - 0.5) * 0.3)
    return mix(colour, [255, 255, 255], light ** 6 * 0.32)
  }
}

/** Curtains of light over a lake at night. */
function aurora(random: () => number, aspect: number): Shader {
  const [low, high] = pick<readonly [Colour, Colour]>(random, [
    [
      [60, 255, 170],
      [150, 80, 255],
    ],
    [
      [90, 240, 255],
      [255, 90, 190],
    ],
    [
      [170, 255, 120],
      [40, 140, 255],
    ],
  ])
  const curtain = fractalNoise(random, 4)
  const hill = fractalNoise(random, 5)
  const starCell = (x: number, y: number) => Math.floor(x * 300) * 1000 + Math.floor(y * 300)
  const stars = new Map(
    Array.from({ length: 90 }, () => [starCell(random() * aspect, random() * 0.62), random()] as const),
  )
  const shore = 0.7
  const feet = [0, 1, 2].map((band) =>
    perColumn((x) => 0.52 - band * 0.11 + (curtain(x * 1.2, band * 7.1) - 0.5) * 0.42),
  )
  const night = (x: number, y: number): Colour => {
    let [red, green, blue] = mix([6, 10, 34], [22, 48, 78], smooth(0, shore, y))
    for (let band = 0; band < 3; band++) {
      const above = (feet[band]?.(x) ?? 0) - y
      // Neither far above nor below the foot is anything to see.
      if (above > 0.9 || above < -0.15) continue
      const rays = 0.45 + 0.55 * curtain(x * 9 + band * 31, y * 0.35)
      const strength =
        (above > 0 ? Math.exp(-above * 4.6) : Math.exp(above * 34)) * rays * (0.95 - band * 0.2)
      const tint = mix(low, high, smooth(0, 0.42, above))
      red += tint[0] * strength * 0.75
      green += tint[1] * strength * 0.75
      blue += tint[2] * strength * 0.75
    }
    return [red, green, blue]
  }
  const ridge = perColumn((x) => shore - 0.02 - hill(x * 2.1, 3.3) ** 2 * 0.24)
  return (x, y) => {
    if (y <= shore) {
      if (y > ridge(x)) return [5, 9, 20]
      const sky = night(x, y)
      const star = stars.get(starCell(x, y))
      return star === undefined ? sky : mix(sky, [255, 255, 255], 0.3 + star * 0.6)
    }
    const mirrored = shore - (y - shore) * 1.9
    const ripple = Math.sin(y * 260 + curtain(x * 6, y * 22) * 9) * 0.006
    const below = mirrored > ridge(x + ripple) ? ([4, 8, 18] as const) : night(x + ripple, mirrored)
    return mix(below, [4, 14, 30], 0.34 + smooth(shore, 1, y) * 0.3)
  }
}

/** Translucent discs of light over a deep gradient. */
function orbs(random: () => number, aspect: number): Shader {
  const palette = pick<Palette>(random, [
    [
      [26, 18, 66],
      [72, 30, 120],
      [240, 90, 120],
      [255, 200, 130],
    ],
    [
      [8, 40, 64],
      [14, 92, 120],
      [70, 210, 190],
      [250, 240, 190],
    ],
    [
      [50, 14, 48],
      [120, 26, 80],
      [255, 120, 90],
      [255, 220, 150],
    ],
  ])
  const discs = Array.from({ length: 15 }, () => ({
    x: random() * aspect,
    y: random(),
    radius: 0.06 + random() ** 2 * 0.3,
    colour: ramp(palette, 0.35 + random() * 0.65),
    strength: 0.2 + random() * 0.45,
    softness: 0.01 + random() * 0.12,
  }))
  return (x, y) => {
    let colour: Colour = ramp(palette, (1 - y) * 0.42 + (x / aspect) * 0.14)
    for (const disc of discs) {
      const distance = Math.sqrt((x - disc.x) ** 2 + (y - disc.y) ** 2)
      if (distance > disc.radius + disc.softness) continue
      const inside = smooth(disc.radius + disc.softness, disc.radius - disc.softness, distance)
      const rim = 0.55 + 0.45 * (distance / disc.radius) ** 3
      colour = mix(colour, disc.colour, inside * disc.strength * rim)
    }
    return colour
  }
}
