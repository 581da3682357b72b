import type { PlatformName } from '../project/project-files.js'

/** The phone that a frame simulates; handed over in the query of its address. */
export interface PhoneSettings {
  readonly device: 'ios' | 'android' | 'devtools'
  /** `old` is an Alipay client that reports neither status nor headers and ignores `filePath`. */
  readonly client: 'current' | 'old'
  /** The language of the phone. */
  readonly language: 'zh' | 'en'
  /** Where the file server really is; the demo's default address leads there. `inWorker` is a server in the browser. */
  readonly files: string
}

export const inWorker = 'in-worker'

export function phoneAddress(platform: PlatformName, settings: PhoneSettings): string {
  return `${platform}/index.html?${new URLSearchParams({ ...settings })}`
}

/** Reads the settings back, with a current iPhone in Chinese as the default. */
export function readPhoneSettings(query: string): PhoneSettings {
  const values = new URLSearchParams(query)
  const device = values.get('device')
  return {
    device: device === 'android' || device === 'devtools' ? device : 'ios',
    client: values.get('client') === 'old' ? 'old' : 'current',
    language: values.get('language') === 'en' ? 'en' : 'zh',
    files: values.get('files') ?? '',
  }
}
