/** Computes a checksum piece by piece; the hash objects of `@noble/hashes` are such. */
export interface Hasher {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
}
