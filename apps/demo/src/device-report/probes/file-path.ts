import type { Finding } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { failureOf, successOf, terminal, watchDownload } from '../watch-download.js'

/** A download to a path of our own, first to an empty place, then to a taken one. */
export const filePath: Probe = {
  downloads: true,
  limit: 25_000,
  async run({ native, server, files }) {
    const target = files.at('target.bin')
    const fetch = (size: number) =>
      watchDownload(native, { url: server.url('/file', { size }), filePath: target })
    const first = await fetch(500)
    const result = successOf(first)
    if (result === undefined) {
      const failed: Finding = { unknown: 'download-failed', evidence: evidenceOf(failureOf(first)) }
      return { filePath: failed, filePathExisting: failed }
    }
    const isHonoured = (await files.size(target)) === 500
    if (!isHonoured) {
      return {
        filePath: { value: 'ignored', evidence: evidenceOf(result) },
        filePathExisting: { unknown: 'file-path-ignored' },
      }
    }
    const second = await fetch(700)
    const size = await files.size(target)
    await files.remove(target)
    const evidence = { end: evidenceOf(terminal(second)?.payload), bytes: size ?? 'no file' }
    return {
      filePath: { value: 'honoured' },
      filePathExisting: { value: size === 700 ? 'replace' : size === 500 ? 'refuse' : 'neither', evidence },
    }
  },
}
