import { type FileOperation, fileStats, wholeResult } from './file-operations.js'
import { createProblem } from './problem.js'
import { bytesOfData } from './text-encoding.js'
import type { VirtualFileSystem } from './virtual-file-system.js'

export type DescriptorOperationName = 'open' | 'close' | 'read' | 'write' | 'fstat' | 'ftruncate' | 'truncate'

interface OpenFile {
  path: string
  position: number
  canRead: boolean
  canWrite: boolean
  appends: boolean
}

const flags = ['a', 'ax', 'a+', 'ax+', 'as', 'as+', 'r', 'r+', 'w', 'wx', 'w+', 'wx+']

/** Open files, which only WeChat has (native-apis.md §5.2): base library 2.16.1. */
export function createDescriptorOperations(
  files: VirtualFileSystem,
): Record<DescriptorOperationName, FileOperation> {
  const open = new Map<unknown, OpenFile>()
  let lastDescriptor = 0
  const fileOf = (fd: unknown): OpenFile => {
    const file = open.get(fd)
    if (file === undefined) throw createProblem('descriptor')
    return file
  }
  const operation = (run: FileOperation['run'], value?: string): FileOperation => ({
    parameters: [],
    run,
    ...(value === undefined ? {} : { value }),
  })
  return {
    open: operation(({ filePath, flag = 'r' }) => {
      const path = String(filePath)
      const mode = String(flag)
      if (!flags.includes(mode)) throw createProblem('invalid-argument')
      const exists = files.exists(path)
      if (mode.includes('x') && exists) throw createProblem('exists', { path })
      if (mode.startsWith('w') || (mode.startsWith('a') && !exists)) files.write(path, new Uint8Array(0))
      if (files.stat(path).isDirectory) throw createProblem('is-directory', { path })
      // A string, whatever one of the documents says.
      const fd = String(++lastDescriptor)
      open.set(fd, {
        path,
        position: 0,
        canRead: mode.startsWith('r') || mode.includes('+'),
        canWrite: mode !== 'r',
        appends: mode.startsWith('a'),
      })
      return { fd }
    }, 'fd'),
    close: operation(({ fd }) => {
      fileOf(fd)
      open.delete(fd)
      return {}
    }),
    read: operation(({ fd, arrayBuffer, offset = 0, length, position }) => {
      const file = fileOf(fd)
      if (!file.canRead) throw createProblem('descriptor')
      if (!(arrayBuffer instanceof ArrayBuffer)) throw createProblem('invalid-argument')
      const start = typeof position === 'number' ? position : file.position
      const target = new Uint8Array(arrayBuffer, Number(offset))
      const bytes = files.read(file.path, start, typeof length === 'number' ? length : target.length)
      if (bytes.length > target.length) throw createProblem('range')
      target.set(bytes)
      if (typeof position !== 'number') file.position += bytes.length
      return { bytesRead: bytes.length, arrayBuffer }
    }, wholeResult),
    write: operation(({ fd, data, offset = 0, length, position, encoding }) => {
      const file = fileOf(fd)
      if (!file.canWrite) throw createProblem('descriptor')
      const all = bytesOfData(data, encoding)
      const isText = typeof data === 'string'
      const start = isText ? 0 : Number(offset)
      const bytes = isText
        ? all
        : all.subarray(start, typeof length === 'number' ? start + length : undefined)
      const { size } = files.stat(file.path)
      const at = file.appends ? size : typeof position === 'number' ? position : file.position
      files.writeAt(file.path, at, bytes)
      if (typeof position !== 'number') file.position = at + bytes.length
      return { bytesWritten: bytes.length }
    }, wholeResult),
    fstat: operation(({ fd }) => ({ stats: fileStats(files.stat(fileOf(fd).path)) }), 'stats'),
    ftruncate: operation(({ fd, length }) => {
      const file = fileOf(fd)
      if (!file.canWrite) throw createProblem('descriptor')
      files.truncate(file.path, Number(length ?? 0))
      return {}
    }),
    truncate: operation(({ filePath, length }) => {
      files.truncate(String(filePath), Number(length ?? 0))
      return {}
    }),
  }
}
