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

/** Reads the settings back, with a current iPhone in Chinese as the default. The knobs of the host come as JSON. */
export function readPhoneSettings(query: string): PhoneSettings & { readonly knobs: Record<string, never> } {
  const { device, client, language, files, knobs } = Object.fromEntries(new URLSearchParams(query))
  return {
    device: device === 'android' || device === 'devtools' ? device : 'ios',
    client: client === 'old' ? 'old' : 'current',
    language: language === 'en' ? 'en' : 'zh',
    files: files ?? '',
    knobs: JSON.parse(knobs ?? '{}'),
  }
}
