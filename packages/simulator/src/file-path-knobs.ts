/** Where a downloaded file is, what it is called, and what the result says of it. */
export interface FilePathKnobs extends OwnKnobs {}

type OwnKnobs = typeof defaultFilePathKnobs

export const defaultFilePathKnobs = {
  // § is of native-apis.md.
  /**
   * What `success` names: `'as-asked'`, `filePath` where it was asked for, else `tempFilePath`; `'both'`, each with the
   * same path; `'both-different'`, where the one that was not asked for names nothing that the app can open; `'other-empty'`,
   * where it is `''` (seen on other hosts: WeChat's miniprogram-simulate, dimina-kit; the typings mark both as required);
   * `'none-unless-200'`, no path and no file unless the status is 200 or 304 (the code of WeChat's base libraries of
   * 2016–18; seen with status 400); `'none'`, never (seen with status 200 on a sister host). Alipay's `apFilePath` goes with
   * `tempFilePath`. Default `'as-asked'`.
   */
  resultPaths: 'as-asked' as // §1.2
    | 'as-asked'
    | 'both'
    | 'both-different'
    | 'other-empty'
    | 'none-unless-200'
    | 'none',
  /**
   * Whether `filePath` is `'honoured'`; or `'ignored'`, the file is temporary and only `tempFilePath` is named; or
   * `'echoed'`, the same, and `filePath` is named as well, where nothing is (seen on other hosts: weapp-vite's web, Taro H5,
   * dimina on HarmonyOS). Alipay's clients before 10.2.80 ignore it with any value. Default `'honoured'`.
   */
  filePath: 'honoured' as 'honoured' | 'ignored' | 'echoed', // §1.1
  /**
   * What a download does with a file at its `filePath`: `'replace'`, or `'rename'`: it stays, and the new one is
   * `a(1).bin`, which is the `filePath` of the result (seen on another host: uni-app on Android). Default `'replace'`.
   */
  filePathExisting: 'replace' as 'replace' | 'rename', // §1.5
  /**
   * How temporary files are called: `'unique'`, or `'url'`: by the last part of the url, so that the second of a name
   * replaces the bytes of the first (seen on Macs, for files that the user chose: xiaweiss/miniprogram-bug-report#242).
   * Default `'unique'`.
   */
  temporaryNames: 'unique' as 'unique' | 'url', // §1.2
  /**
   * Bytes of the name of one file or folder in UTF-8, where Chinese letters count three: above it every call fails, with
   * 1300036 "File name too long" on WeChat, error 3 on Alipay (about 250 on another host: dcloudio/uni-app#5851).
   * Default `Infinity`.
   */
  maxNameBytes: Number.POSITIVE_INFINITY as number, // §3.1, §5.2
}
