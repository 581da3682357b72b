import { createUniqueId } from '../unique-id.js'
import { type CallTimes, callNative, type NativeAnswer, type NativeHost, wordsOf } from './native-call.js'
import type { QuestionId } from './questions.js'

/** What was found, in the words of the simulator's option where there is one. */
export interface Finding {
  /** `undefined` where it could not be told. */
  readonly value: string | undefined
  /** What it is concluded from, in the words of the host. */
  readonly evidence?: string
}

export type Findings = Readonly<Partial<Record<QuestionId, Finding>>>

export type Probing = ReturnType<typeof createProbing>

/** What the experiments are made with. Addresses are paths of the file server. */
export function createProbing(native: NativeHost, origin: string) {
  const run = createUniqueId()
  const folder = `${native.env.USER_DATA_PATH}/device-report`
  const manager = native.getFileSystemManager() as Record<string, (options: object) => unknown>
  let count = 0
  /** Never the same twice, so that no cache answers. */
  const addressOf = (url: string) => {
    const address = url.startsWith('/') ? origin + url : url
    return `${address}${url.includes('?') ? '&' : '?'}run=${run}-${++count}`
  }
  const file = (method: string, options: object) => callNative((passed) => manager[method]?.(passed), options)
  return {
    /** Another one for each run of the report. */
    run,
    origin,
    /** Calls a method of the file system manager. */
    file,
    /** The path of a file in a folder that goes when the report is done. */
    at: (name: string) => (name === '' ? folder : `${folder}/${name}`),
    download: (url: string, options?: object, times?: CallTimes) =>
      callNative((passed) => native.downloadFile(passed), { url: addressOf(url), ...options }, times),
    /** The body comes as bytes. */
    request: (url: string, header: object = {}) =>
      // In the words of either host (native-apis.md §5.1).
      callNative((passed) => native.request(passed), {
        url: addressOf(url),
        header,
        headers: header,
        responseType: 'arraybuffer',
        dataType: 'arraybuffer',
      }),
    /** Bytes; `undefined` where there is no file. */
    async size(path: string | undefined): Promise<number | undefined> {
      if (path === undefined) return undefined
      const { payload } = await file('stat', { path })
      return (payload.stats as { size?: number } | undefined)?.size
    },
  }
}

/** Where the file of a success is. */
export function pathOf({ payload }: NativeAnswer): string | undefined {
  const path = payload.filePath ?? payload.tempFilePath ?? payload.apFilePath
  return typeof path === 'string' && path !== '' ? path : undefined
}

export function found(value: unknown, answer?: NativeAnswer): Finding {
  return {
    value: value === undefined ? undefined : String(value),
    ...(answer && { evidence: wordsOf(answer) }),
  }
}
