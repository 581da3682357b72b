import type { Finding } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe, ProbeContext } from '../probe.js'
import { pathOf, successOf, watchDownload } from '../watch-download.js'

/** What the file system does with a file in the way. */
export const existingTargets: Probe = {
  downloads: false,
  limit: 15_000,
  async run(context) {
    return { renameExisting: await renameOnto(context), saveFileExisting: await saveOnto(context) }
  },
}

async function renameOnto({ files }: ProbeContext): Promise<Finding> {
  const [from, to] = [files.at('from.txt'), files.at('to.txt')]
  await files.write(from, 'newer')
  await files.write(to, 'old')
  return attempt(() => files.rename(from, to)).finally(() =>
    Promise.all([files.remove(from), files.remove(to)]),
  )
}

async function saveOnto({ native, server, files }: ProbeContext): Promise<Finding> {
  const result = successOf(await watchDownload(native, { url: server.url('/file', { size: 10 }) }))
  const temporary = result && pathOf(result)
  if (temporary === undefined) return { unknown: 'download-failed' }
  const to = files.at('saved.bin')
  await files.write(to, 'old')
  return attempt(() => files.saveTemporary(temporary, to)).finally(() => files.remove(to))
}

function attempt(move: () => Promise<void>): Promise<Finding> {
  return move().then(
    () => ({ value: 'replace' }),
    (error: unknown) => ({ value: 'refuse', evidence: evidenceOf(error) }),
  )
}
