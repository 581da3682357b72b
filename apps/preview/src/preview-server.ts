import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

export interface PreviewServerOptions {
  /** What `build` left. */
  readonly directory: string
  /** Where the file server is, for the phones. */
  readonly files: string
  /** Default: a free one. */
  readonly port?: number
}

export interface PreviewServer {
  readonly origin: string
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
}

/** Serves the preview on this computer only, and tells it where the files are. */
export async function startPreviewServer(options: PreviewServerOptions): Promise<PreviewServer> {
  const { directory, files, port = 0 } = options
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/settings.json') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ files }))
      return
    }
    // `normalize` of an absolute path cannot leave the directory.
    const file = join(directory, normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname))
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) {
      response.writeHead(404)
      response.end()
      return
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
