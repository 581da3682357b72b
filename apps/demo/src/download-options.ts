import type { DownloadFileOptions, DownloadLibrary } from './download-library.js'

/** An option that is on or off, and that not every host has. */
export type SwitchName = 'enableProfile' | 'enableHttp2' | 'enableQuic'

interface OptionSwitch {
  name: SwitchName
  on: boolean
}

/** The options as they stand on the page: inputs hold text. */
export interface OptionFields {
  /** Whether to pass `filePath`. */
  saveToFile: boolean
  /** Milliseconds; empty for the default. */
  timeout: string
  headerName: string
  headerValue: string
  /** Only those that this host supports. */
  switches: OptionSwitch[]
}

const switchNames: readonly SwitchName[] = ['enableProfile', 'enableHttp2', 'enableQuic']

/** The host's own defaults (native-apis.md §1.1). */
const defaultSwitches: Readonly<Record<SwitchName, boolean>> = {
  enableProfile: true,
  enableHttp2: false,
  enableQuic: false,
}

/** The options at first: nothing that differs from the host's own defaults. */
export function initialOptions(library: DownloadLibrary): OptionFields {
  return {
    saveToFile: false,
    timeout: '',
    headerName: '',
    headerValue: '',
    switches: switchNames
      .filter((name) => library.supports(name))
      .map((name) => ({ name, on: defaultSwitches[name] })),
  }
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
