import { callFileSystem, type FileSystemDialect } from './call-file-system.js'
import type { DownloadError } from './download-error.js'
import type { DownloadPlatform } from './platform.js'

/**
 * For a platform with clients that ignore `filePath` (native-apis.md §8 row 18): `download` with the file moved there,
 * so that the result is the same on every client. An abort before the file is in place leaves what was there.
 */
export function createMovingDownload(
  download: DownloadPlatform['download'],
  files: FileSystemDialect,
): DownloadPlatform['download'] {
  let moves = 0
  return (request, listener) => {
    let isAborted = false
    const task = download(request, {
      ...listener,
      success(result) {
        const { filePath } = request
        const { tempFilePath } = result
        if (!filePath || result.filePath || typeof tempFilePath !== 'string') {
          listener.success(result)
          return
        }
        // A name of its own, so that two downloads to one path do not meet, and the same ones in the next run of the
        // app, so that what a kill left behind is removed.
        moves += 1
        const newFilePath = `${filePath}.miniferry-${moves}`
        moveTemporaryFile(files, tempFilePath, newFilePath, filePath, () => isAborted).then(
          () => listener.success({ ...result, filePath }),
          ({ code, errMsg, errno, native }: DownloadError) =>
            listener.fail({ code, errMsg: `downloadFile:fail ${errMsg}`, errno, native }),
        )
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
 * Puts a temporary file at a user path in steps, since not every host replaces an existing file
 * (native-apis.md §5.2). Only `saveFile` can fail for want of space, rights or a folder, and what was at the path
 * is still there then.
 */
async function moveTemporaryFile(
  files: FileSystemDialect,
  tempFilePath: string,
  newFilePath: string,
  filePath: string,
  isAborted: () => boolean,
): Promise<void> {
  const remove = (path: string): Promise<unknown> =>
    callFileSystem(files, 'unlink', { filePath: path }, files.missing)
  await remove(newFilePath)
  await callFileSystem(files, 'saveFile', { tempFilePath, filePath: newFilePath })
  if (isAborted()) {
    await remove(newFilePath)
    return
  }
  await remove(filePath)
  await callFileSystem(files, 'rename', { oldPath: newFilePath, newPath: filePath })
}
