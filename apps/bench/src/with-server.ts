import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type FileServer, startFileServer } from '@miniferry/testing/file-server'

/** Lends a file server, whose log is of this use alone, and a new folder, which is gone afterwards. */
export async function withServer<Result>(
  use: (server: FileServer, folder: string) => Promise<Result>,
): Promise<Result> {
  const server = await startFileServer()
  const folder = mkdtempSync(path.join(tmpdir(), 'miniferry-bench-'))
  try {
    return await use(server, folder)
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Body bytes that the server has handed to its sockets. What a client gave up on before reading counts too. */
export function bytesSent({ requests }: FileServer): number {
  return requests.reduce((sum, request) => sum + request.bytesSent, 0)
}
