import type { DownloadFileResult } from './download-library.js'

/** A field of a result as the page shows it. */
export interface ResultRow {
  name: string
  /** Empty where the host reported none. */
  value: string
}

/** The fields of a result, those that the host did not report included: that is worth seeing. */
export function resultRows(result: DownloadFileResult, savedToFile: boolean): ResultRow[] {
  const path: ResultRow = savedToFile
    ? { name: 'filePath', value: result.filePath ?? '' }
    : { name: 'tempFilePath', value: result.tempFilePath ?? '' }
  return [
    { name: 'statusCode', value: textOf(result.statusCode) },
    { name: 'dataLength', value: textOf(result.dataLength) },
    path,
    {
      name: 'profile',
      value: result.profile === undefined ? '' : `Object (${Object.keys(result.profile).length})`,
    },
    { name: 'errMsg', value: result.errMsg },
  ]
}

export function headerRows(header: Readonly<Record<string, string>>): ResultRow[] {
  return Object.keys(header).map((name) => ({ name, value: header[name] ?? '' }))
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
