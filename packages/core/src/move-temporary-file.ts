import { callFileSystem, type FileDialect } from './call-file-system.js'

/**
 * Puts a temporary file at a user path in steps, since not every host replaces an existing file
 * (native-apis.md §5.2). Only `saveFile` can fail for want of space, rights or a folder, and what was at the path
 * is still there then.
 */
export async function moveTemporaryFile(
  dialect: FileDialect,
  tempFilePath: string,
  filePath: string,
): Promise<void> {
  const newFilePath = `${filePath}.new`
  const remove = (path: string): Promise<unknown> =>
    callFileSystem(dialect, 'unlink', { filePath: path }, dialect.isMissing)
  // Left over from a run that was killed between the steps.
  await remove(newFilePath)
  await callFileSystem(dialect, 'saveFile', { tempFilePath, filePath: newFilePath })
  await remove(filePath)
  await callFileSystem(dialect, 'rename', { oldPath: newFilePath, newPath: filePath })
}
