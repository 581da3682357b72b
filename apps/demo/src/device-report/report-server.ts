import { createUniqueId } from '../unique-id.js'

/** The addresses of the file server that `pnpm demo` starts. */
export interface ReportServer {
  readonly origin: string
  /** The address of a file, with knobs of the server; never the same twice, so that no cache answers. */
  url(path: string, knobs?: Readonly<Record<string, string | number>>): string
  /** The address of the same computer at another port, without a path. */
  atPort(port: number): string
}

export function createReportServer(origin: string): ReportServer {
  const run = createUniqueId()
  let count = 0
  return {
    origin,
    url(path, knobs = {}) {
      const query = Object.keys(knobs).map((name) => `${name}=${encodeURIComponent(String(knobs[name]))}`)
      return `${origin}${path}?${query.concat(`run=${run}-${++count}`).join('&')}`
    },
    atPort: (port) => `${origin.replace(/:\d+$/, '')}:${port}`,
  }
}
