import { callFileSystem, type FileDialect } from './call-file-system.js'
import type { DownloadError } from './download-error.js'
import type { DownloadPlatform } from './platform.js'

/**
 * For a platform with clients that ignore `filePath` (native-apis.md §8 row 18): `download` with the file moved there,
 * so that the result is the same on every client.
 */
export function createMovingDownload(
  download: DownloadPlatform['download'],
  files: FileDialect,
): DownloadPlatform['download'] {
  return (request, listener) =>
    download(request, {
      ...listener,
      success(result) {
        const { filePath } = request
        const { tempFilePath } = result
        if (filePath === undefined || result.filePath === filePath || typeof tempFilePath !== 'string') {
          listener.success(result)
          return
        }
        moveTemporaryFile(files, tempFilePath, filePath).then(
          () => listener.success(result),
          (error: DownloadError) => listener.fail(error),
        )
      },
    })
}

/**
 * Puts a temporary file at a user path in steps, since not every host replaces an existing file
 * (native-apis.md §5.2). Only `saveFile` can fail for want of space, rights or a folder, and what was at the path
 * is still there then.
 */
async function moveTemporaryFile(files: FileDialect, tempFilePath: string, filePath: string): Promise<void> {
  const newFilePath = `${filePath}.new`
  const remove = (path: string): Promise<unknown> =>
    callFileSystem(files, 'unlink', { filePath: path }, files.missing)
  // Left over from a run that was killed between the steps.
  await remove(newFilePath)
  await callFileSystem(files, 'saveFile', { tempFilePath, filePath: newFilePath })
  await remove(filePath)
  await callFileSystem(files, 'rename', { oldPath: newFilePath, newPath: filePath })
}
