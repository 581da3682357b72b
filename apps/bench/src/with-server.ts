import { type FileServer, startFileServer } from '@miniferry/testing/file-server'

/** Lends a file server of its own, so that its log is of this use alone. */
export async function withServer<Result>(use: (server: FileServer) => Promise<Result>): Promise<Result> {
  const server = await startFileServer()
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}

/** Body bytes that the server has handed to its sockets. What a client gave up on before reading counts too. */
export function bytesSent({ requests }: FileServer): number {
  return requests.reduce((sum, request) => sum + request.bytesSent, 0)
}
