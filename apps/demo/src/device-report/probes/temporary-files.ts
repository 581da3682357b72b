import type { Probe } from '../probe.js'
import { pathOf, successOf, watchDownload } from '../watch-download.js'

interface Mark {
  readonly launch: string
  readonly path: string
}

/** Of no other file: names may be used again. */
const size = 137

/** Leaves a temporary file behind, and looks for the one that an earlier run of the app has left. */
export const temporaryFiles: Probe = {
  downloads: true,
  limit: 12_000,
  async run({ native, server, files, notes, launch }) {
    const before = readMark(notes.read())
    const isOfEarlierRun = before !== undefined && before.launch !== launch
    const bytes = isOfEarlierRun ? await files.size(before.path) : undefined

    const result = successOf(await watchDownload(native, { url: server.url('/file', { size }) }))
    const path = result && pathOf(result)
    const mark: Mark | undefined = path === undefined ? undefined : { launch, path }
    notes.write(mark === undefined ? '' : JSON.stringify(mark))

    if (!isOfEarlierRun) return { temporaryFilesAtRestart: { unknown: 'restart-needed' } }
    return { temporaryFilesAtRestart: { value: bytes === size ? 'kept' : 'vanish' } }
  },
}

function readMark(note: string): Mark | undefined {
  try {
    const mark = JSON.parse(note) as Partial<Mark> | null
    return typeof mark?.launch === 'string' && typeof mark.path === 'string' ? (mark as Mark) : undefined
  } catch {
    return undefined
  }
}
