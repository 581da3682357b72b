import type { DownloadFileOptions, DownloadLibrary } from './download-library.js'

/** An option that is on or off, and that not every host has. */
export type SwitchName = 'enableProfile' | 'enableHttp2' | 'enableQuic'

/** The options as they stand on the page: inputs hold text. */
export const noOptions = {
  /** Whether to pass `filePath`. */
  saveToFile: false,
  /** Milliseconds; empty for the default. */
  timeout: '',
  headerName: '',
  headerValue: '',
  /** Only those that this host supports. */
  switches: [] as { name: SwitchName; on: boolean }[],
}

export type OptionFields = typeof noOptions

/** The host's own defaults (native-apis.md §1.1), in their order on the page. */
const defaultSwitches: Readonly<Record<SwitchName, boolean>> = {
  enableProfile: true,
  enableHttp2: false,
  enableQuic: false,
}

/** The options at first: nothing that differs from the host's own defaults. */
export function initialOptions(library: DownloadLibrary): OptionFields {
  const names = Object.keys(defaultSwitches) as SwitchName[]
  const switches = names.filter(library.supports).map((name) => ({ name, on: defaultSwitches[name] }))
  return { ...noOptions, switches }
}

/** Makes the options of `downloadFile`; what was left as it is by default is left out. */
export function readOptions(url: string, fields: OptionFields, userDataPath: string): DownloadFileOptions {
  const options: DownloadFileOptions = { url }
  if (fields.saveToFile) options.filePath = `${userDataPath}/${fileNameFor(url)}`
  if (fields.timeout !== '') options.timeout = Number(fields.timeout)
  if (fields.headerName !== '') options.header = { [fields.headerName]: fields.headerValue }
  for (const { name, on } of fields.switches) if (on !== defaultSwitches[name]) options[name] = on
  return options
}

/** A name for the file, of letters, digits and dots only, so that every file system takes it. */
export function fileNameFor(url: string): string {
  const path = url.split(/[?#]/)[0] ?? ''
  const name = (path.split('/').pop() ?? '').replace(/[^\w.-]+/g, '-').slice(-40)
  return /^[.-]*$/.test(name) ? 'download' : `download-${name}`
}
