import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number]

/** In hexadecimal, from dark to light. */
const palettes = [
  '12103c 5e2cc4 ff548c ffbe78',
  '042442 007ea7 28d2be f0fac8',
  '2c0828 be185a ff7850 ffe2aa',
  '0a1e28 1e5a6e 82b4aa fadcbe',
  '161846 346ebe 96bef0 ffecd2',
]

/** A PNG of soft folds in several colours, the same for the same seed and pixels. */
export function generatedImage(seed: number, width: number, height: number): Buffer {
  const palette = coloursOf(palettes[Math.abs(seed) % palettes.length] ?? '')
  const turn = hash(seed) * Math.PI
  const [bend, drift, shift] = [hash(seed + 1) * 7, hash(seed + 2) * 7, hash(seed + 3) * 7]
  const stride = width * 3 + 1
  // Each row begins with its filter: 1, each pixel as the difference to the one before it.
  const rows = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    rows[y * stride] = 1
    const before = [0, 0, 0]
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / height, y / height]
      const warp = Math.sin(u * 2.3 + bend + Math.sin(v * 3.1 + drift) * 1.4) + Math.sin(v * 2.7 + shift + u)
      const fold = Math.sin((u * Math.cos(turn) + v * Math.sin(turn)) * 3.2 + warp * 2)
      const colour = shade(palette, 0.5 + 0.42 * fold + warp * 0.04)
      // A trace of grain hides the bands that eight bits give to smooth colours.
      const grain = hash(y * width + x + seed * 7919) * 2.1 - 1.05
      for (const [index, channel] of colour.entries()) {
        const value = Math.round(Math.max(0, Math.min(255, channel + grain)))
        rows[y * stride + 1 + x * 3 + index] = value - (before[index] ?? 0)
        before[index] = value
      }
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(rows, { level: 4 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function coloursOf(palette: string): Colour[] {
  return palette.split(' ').map((hex) => {
    const value = Number.parseInt(hex, 16)
    return [value >> 16, (value >> 8) & 255, value & 255]
  })
}

/** The colour at a place of the palette, 0 to 1. */
function shade(palette: readonly Colour[], place: number): Colour {
  const scaled = Math.max(0, Math.min(0.9999, place)) * (palette.length - 1)
  const from = palette[Math.floor(scaled)] ?? [0, 0, 0]
  const to = palette[Math.floor(scaled) + 1] ?? from
  const share = scaled % 1
  const mix = (index: 0 | 1 | 2): number =>
    from[index] + (to[index] - from[index]) * share * share * (3 - 2 * share)
  return [mix(0), mix(1), mix(2)]
}

/** A number from 0 to 1 for each whole number, without an order. */
function hash(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
