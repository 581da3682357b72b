/** Reads a body for as long as it comes; says how much that was, and whether the connection broke. */
export async function readUntilBroken(response: Response): Promise<{ bytes: Uint8Array; isBroken: boolean }> {
  const pieces: Uint8Array[] = []
  const collected = () => new Uint8Array(Buffer.concat(pieces))
  try {
    for await (const piece of response.body ?? []) pieces.push(piece)
    return { bytes: collected(), isBroken: false }
  } catch {
    return { bytes: collected(), isBroken: true }
  }
}
