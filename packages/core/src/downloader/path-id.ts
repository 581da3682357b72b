/**
 * A short name for a path, the same in every run of the app: two 32-bit hashes (FNV-1a) of it, forwards and backwards. Nothing of the
 * path is in it, so it is a valid file name. Who reads a file of this name still compares the path.
 */
export function pathId(path: string): string {
  const characters = [...path]
  return hash(characters) + hash(characters.reverse())
}

function hash(characters: readonly string[]): string {
  let value = 0x811c9dc5
  for (const character of characters) {
    value = Math.imul(value ^ (character.codePointAt(0) || 0), 0x01000193)
  }
  return (value >>> 0).toString(36)
}
