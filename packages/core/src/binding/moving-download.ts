import type { DownloadError } from '../download-error.js'
import type { DownloadPlatform } from '../platform.js'
import {
  callFileSystem,
  callIfThere,
  createFolder,
  type FileDialect,
  isThere,
  replaceFile,
} from './file-system.js'

// native-apis.md §5.2, §8 row 18.
/**
 * `download` with the file at `filePath` on every client: some ignore the option, or store the file beside one that
 * is there already. Where it is, they report. An abort before the file is in place leaves what was there.
 */
export function createMovingDownload(
  download: DownloadPlatform['download'],
  files: FileDialect,
  userDataPath: () => string,
): DownloadPlatform['download'] {
  /** The numbers of the places that are in use. The lowest one is taken, so that the next run of the app finds what a kill has left there. */
  const taken = new Set<number>()
  return (request, listener) => {
    const { filePath } = request
    let isAborted = false
    const task = download(request, {
      ...listener,
      success(result) {
        const reported = [result.tempFilePath, result.filePath]
        const sources = reported.filter(
          (path): path is string => typeof path === 'string' && path !== '' && path !== filePath,
        )
        if (filePath === undefined || sources.length === 0) {
          listener.success(result)
          return
        }
        let place = 1
        while (taken.has(place)) place += 1
        taken.add(place)
        const own = userDataPath()
        const move = moveFile(files, filePath, `${own}/miniferry`, `moved-${place}`, () => isAborted)
        // Some clients report a path of the app's own folder as a temporary one.
        const isOwn = (path: string): boolean => own !== '' && path.startsWith(`${own}/`)
        placeFile(files, sources, reported.includes(filePath) ? filePath : undefined, (source) =>
          move(source, source === result.tempFilePath && !isOwn(source)),
        )
          .then(
            () => listener.success({ ...result, filePath }),
            ({ code, errMsg, errno, native }: DownloadError) =>
              listener.fail({ code, errMsg: `downloadFile:fail ${errMsg}`, errno, native }),
          )
          .then(() => taken.delete(place))
      },
    })
    return {
      abort() {
        isAborted = true
        task.abort()
      },
    }
  }
}

/**
 * Moves the file from where it is. Some clients report the path that was asked for, though the file is elsewhere.
 *
 * @param asked - that path, where it is reported
 */
async function placeFile(
  files: FileDialect,
  sources: readonly string[],
  asked: string | undefined,
  move: (source: string) => Promise<void>,
): Promise<void> {
  for (const [index, source] of sources.entries()) {
    const isLast = index === sources.length - 1
    if (
      (isLast && asked === undefined) ||
      (await isThere(files, source)) ||
      // It is nowhere, which moving it says.
      (isLast && asked !== undefined && (await isThere(files, asked)) === false)
    ) {
      await move(source)
      return
    }
  }
}

/**
 * Moves a file in steps, since not every host replaces one (native-apis.md §5.2). Only the first step can fail for want of space or
 * rights, and what was at the path is still there then.
 *
 * @param name - of its own, so that two downloads to one path do not meet
 */
function moveFile(
  files: FileDialect,
  filePath: string,
  folder: string,
  name: string,
  isAborted: () => boolean,
): (source: string, isTemporary: boolean) => Promise<void> {
  const moved = `${folder}/${name}`
  const remove = (): Promise<unknown> => callIfThere(files, 'unlink', moved, { filePath: moved })
  return async (source, isTemporary) => {
    await createFolder(files, folder)
    await remove()
    await (isTemporary
      ? callFileSystem(files, 'saveFile', { tempFilePath: source, filePath: moved })
      : callFileSystem(files, 'rename', { oldPath: source, newPath: moved }))
    if (isAborted()) {
      await remove()
      return
    }
    await replaceFile(files, moved, filePath).catch(async (error) => {
      await remove().catch(() => undefined)
      throw error
    })
  }
}
