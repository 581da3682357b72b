import type { DownloadError, DownloadFileResult, DownloadLibrary } from './download-library.js'
import { formatDuration, formatJson } from './format.js'
import { waterfallBars } from './waterfall.js'

/** A `DownloadError` as the pages show it. */
export type ErrorView = ReturnType<typeof viewError>

export function viewError(error: DownloadError) {
  const { code, errMsg, retryable, native } = error
  return {
    code,
    errMsg,
    /** Empty where the host gave no number. */
    errno: textOf(error.errno),
    retryable,
    /** The host's own object as JSON; empty where the host was not called. */
    native: native === undefined ? '' : formatJson(native),
  }
}

export type ResultView = ReturnType<typeof viewResult>

export function viewResult(library: DownloadLibrary, result: DownloadFileResult, savedToFile: boolean) {
  const { statusCode, dataLength, header, profile, errMsg } = result
  const field = savedToFile ? 'filePath' : 'tempFilePath'
  const path = result.filePath ?? result.tempFilePath ?? ''
  const bars = profile ? waterfallBars(library.timingPhases(profile)) : []
  /** Whether the status is 2xx, or was not reported. */
  const ok = statusCode === undefined || (statusCode >= 200 && statusCode < 300)
  // Those that the host did not report are worth seeing, too: they are empty.
  const rows = [
    { name: 'statusCode', value: textOf(statusCode) },
    { name: 'dataLength', value: textOf(dataLength) },
    { name: field, value: result[field] ?? '' },
    { name: 'profile', value: profile === undefined ? '' : `Object (${Object.keys(profile).length})` },
    { name: 'errMsg', value: errMsg },
  ]
  return {
    ok,
    statusCode: textOf(statusCode),
    rows,
    /** The path of the file if it is an image, else empty. */
    image: ok && isImage(header, path) ? path : '',
    /** Of all bars together. */
    duration: formatDuration(bars.reduce((sum, bar) => sum + bar.milliseconds, 0)),
    bars: bars.map((bar) => ({ ...bar, duration: formatDuration(bar.milliseconds) })),
  }
}

export function headerRows(header: Readonly<Record<string, string>>) {
  return Object.entries(header).map(([name, value]) => ({ name, value }))
}

/** By the header, or by the path where the host reports no headers (Alipay's end in `.image`). */
function isImage(header: Readonly<Record<string, string>>, path: string): boolean {
  return (header['content-type'] ?? '').startsWith('image/') || /\.(image|png|jpe?g|gif|webp)$/i.test(path)
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
