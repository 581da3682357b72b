import type { DownloadFileOptions } from './download-library.js'

/** The call that the page is about to make, as a developer would write it. */
export function callCode(options: DownloadFileOptions): string {
  const field = options.filePath === undefined ? 'tempFilePath' : 'filePath'
  const { url, filePath, timeout, header, enableProfile, enableHttp2, enableQuic } = options
  const given = { url, filePath, timeout, header, enableProfile, enableHttp2, enableQuic }
  const lines = (Object.keys(given) as (keyof typeof given)[])
    .filter((name) => given[name] !== undefined)
    .map((name) => `  ${name}: ${literal(given[name])},`)
  return [`const { ${field} } = await downloadFile({`, ...lines, '})'].join('\n')
}

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 200 ? `${value.slice(0, 48)}…` : value}'`
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).map(([name, inner]) => `'${name}': ${literal(inner)}`)
  return `{ ${fields.join(', ')} }`
}
