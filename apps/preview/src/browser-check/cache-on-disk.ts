import type { Phone } from './phone.js'

/** The part of both simulated hosts that is read. */
interface Host {
  readonly env: { readonly USER_DATA_PATH: string }
  getFileSystemManager(): {
    readdir(options: { dirPath: string; success(result: { files: string[] }): void; fail(): void }): unknown
  }
}

/** The names of the files that the cache of the app has on the disk of the phone, its index aside. */
export function cacheOnDisk({ platform, frame }: Phone): Promise<string[]> {
  return frame.locator('body').evaluate((_, name) => {
    const host = Reflect.get(globalThis, name === 'wechat' ? 'wx' : 'my') as Host
    return new Promise<string[]>((resolve) => {
      host.getFileSystemManager().readdir({
        dirPath: `${host.env.USER_DATA_PATH}/miniferry/cache`,
        success({ files }) {
          resolve(files.filter((file) => !file.includes('index')).sort())
        },
        fail() {
          resolve([])
        },
      })
    })
  }, platform)
}
