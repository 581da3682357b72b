// What the file server uses of Node, for a browser. `buildFileServer` puts it in the place of Node's own modules.
import { Buffer } from 'buffer/'
import { zlibSync } from 'fflate'

export { Buffer }

/** Node's `zlib.deflateSync`. */
export function deflateSync(data: Uint8Array, { level = 6 }: { level?: 0 | 1 | 4 | 6 } = {}): Uint8Array {
  return zlibSync(data, { level })
}

/** Node's `zlib.crc32`. */
export function crc32(data: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of data) rest = (rest >>> 8) ^ (crcTable[(rest ^ byte) & 0xff] ?? 0)
  return (rest ^ 0xffffffff) >>> 0
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/** Node's `zlib.gzipSync`, which no page of the demo asks for. */
export function gzipSync(): never {
  throw new Error('the file server in the browser has no gzip')
}
