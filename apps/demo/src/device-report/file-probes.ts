import { type Findings, found, type Probing, pathOf } from './probing.js'

/** What `rename` does with a file in the way. */
export async function probeRename({ file, at }: Probing): Promise<Findings> {
  const [oldPath, newPath] = [at('from.txt'), at('to.txt')]
  for (const filePath of [oldPath, newPath])
    await file('writeFile', { filePath, data: 'x', encoding: 'utf8' })
  const answer = await file('rename', { oldPath, newPath })
  return { renameExisting: found(answer.end === 'success' ? 'replace' : 'refuse', answer) }
}

/** Two temporary files whose addresses end in the same name, and the longest name that can be written. */
export async function probeNames({ download, file, at }: Probing): Promise<Findings> {
  const first = pathOf(await download('/file?size=100'))
  const second = pathOf(await download('/file?size=200'))
  const isAccepted = async (bytes: number) => {
    // A Chinese letter has three bytes.
    const filePath = at('图'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3))
    const { end } = await file('writeFile', { filePath, data: 'x', encoding: 'utf8' })
    await file('unlink', { filePath })
    return end === 'success'
  }
  /** Taken, and refused; above it no file system of a phone goes. */
  let [taken, refused] = [0, 1024]
  while (refused - taken > 1) {
    const bytes = Math.floor((taken + refused) / 2)
    if (await isAccepted(bytes)) taken = bytes
    else refused = bytes
  }
  return {
    temporaryNames: found(first === undefined ? undefined : first === second ? 'url' : 'unique'),
    maxNameBytes: found(taken === 0 ? undefined : refused === 1024 ? 'Infinity' : taken),
  }
}

/** Of a download that is put together, unless it is told otherwise. */
const segment = 1024 * 1024
const times = 4

/** Megabytes a second of what putting a file together is made of. */
export async function probeSpeed({ file, at }: Probing): Promise<Findings> {
  const filePath = at('segments.bin')
  const data = new ArrayBuffer(segment)
  const written = await file('writeFile', { filePath, data })
  const speedOf = async (call: () => ReturnType<Probing['file']>) => {
    let milliseconds = 0
    for (let count = 0; count < times; count++) {
      const answer = await call()
      if (answer.end !== 'success') return found(undefined, answer)
      milliseconds += answer.after
    }
    return found(((segment * times) / 1000 / milliseconds).toFixed(1))
  }
  const readSpeed = await speedOf(() => file('readFile', { filePath }))
  const appendSpeed = await speedOf(() => file('appendFile', { filePath, data }))
  return written.end === 'success' ? { readSpeed, appendSpeed } : { readSpeed: found(undefined, written) }
}
