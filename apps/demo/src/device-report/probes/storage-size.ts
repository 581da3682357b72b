import type { Finding, FindingValue } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe, ProbeContext } from '../probe.js'
import { failureOf, successOf, watchDownload } from '../watch-download.js'

const mebibyte = 1024 * 1024
/** More than either host documents. */
const enough = 210

/** Fills the app's folder, one mebibyte at a time and file after file, until nothing goes in. */
export const storageSize: Probe = {
  downloads: true,
  limit: 240_000,
  async run(context) {
    const used = await context.files.usedBytes()
    const { sizes, refusal } = await fill(context)
    const written = sizes.reduce((sum, size) => sum + size, 0)
    const isFull = refusal !== undefined && written < enough
    const [first = 0, second = 0] = sizes
    // What stopped the first file was its own limit, if another one still found room.
    const fileLimit = second > 0 ? first * mebibyte : undefined
    const evidence = { files: sizes, used, fail: evidenceOf(refusal) }
    const total: FindingValue = isFull ? Math.ceil(written + used / mebibyte) * mebibyte : 'Infinity'
    return {
      maxFileBytes: { value: fileLimit ?? 'Infinity', evidence },
      maxTotalBytes: { value: total, evidence },
      filePathLimits: await downloadOver(context, fileLimit),
    }
  },
}

/** Mebibytes of each file, and why no more went in. */
async function fill({ files }: ProbeContext): Promise<{ sizes: number[]; refusal: unknown }> {
  const piece = new ArrayBuffer(mebibyte)
  const paths: string[] = []
  const sizes: number[] = []
  let refusal: unknown
  for (let sum = 0; sum < enough; ) {
    const path = files.at(`filling-${paths.length}.bin`)
    paths.push(path)
    let size = 0
    try {
      await files.write(path, piece)
      for (size = 1; sum + size < enough; size++) await files.append(path, piece)
    } catch (error) {
      refusal = error
    }
    if (size === 0) break
    sizes.push(size)
    sum += size
  }
  for (const path of paths) await files.remove(path)
  return { sizes, refusal }
}

/** One byte more than a file may have, downloaded to a path. */
async function downloadOver(
  { native, server, files }: ProbeContext,
  fileLimit: number | undefined,
): Promise<Finding> {
  if (fileLimit === undefined) return { unknown: 'limit-not-reached' }
  const filePath = files.at('over.bin')
  const url = server.url('/file', { size: fileLimit + 1 })
  const trace = await watchDownload(native, { url, filePath }, { limit: 60_000 })
  const bytes = await files.size(filePath)
  await files.remove(filePath)
  if (successOf(trace) && bytes === fileLimit + 1) return { value: 'ignored', evidence: { bytes } }
  const failure = failureOf(trace)
  if (failure) return { value: 'obeyed', evidence: evidenceOf(failure) }
  return { unknown: 'download-failed' }
}
