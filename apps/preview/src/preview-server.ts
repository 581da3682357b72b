import { basename, dirname } from 'node:path'
import { preview } from 'vite'

export interface PreviewServerOptions {
  /** What `build` left. */
  readonly directory: string
  /** Where the file server is, for the phones. */
  readonly files: string
  /** Default: a free one. Where another program has it, the next one. */
  readonly port?: number
}

/** Serves the preview on this computer only, and tells it where the files are. */
export async function startPreviewServer(options: PreviewServerOptions) {
  const { directory, files, port = 0 } = options
  const server = await preview({
    root: dirname(directory),
    appType: 'mpa',
    configFile: false,
    logLevel: 'warn',
    build: { outDir: basename(directory) },
    preview: { host: '127.0.0.1', port },
    plugins: [
      {
        name: 'settings',
        configurePreviewServer({ middlewares }) {
          middlewares.use('/settings.json', (_, response) => response.end(JSON.stringify({ files })))
        },
      },
    ],
  })
  const [origin = ''] = server.resolvedUrls?.local ?? []
  return { origin: origin.replace(/\/$/, ''), close: () => server.close() }
}
