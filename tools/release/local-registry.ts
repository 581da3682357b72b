import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

/** What `npm publish` sends, as far as it is kept. */
interface PublishedDocument {
  readonly name: string
  readonly 'dist-tags': Record<string, string>
  readonly versions: Record<string, { dist: { tarball: string } }>
  readonly _attachments?: Record<string, { readonly data: string }>
}

/** A package registry in this process, empty at first. */
export interface LocalRegistry {
  /** Without a slash at the end. */
  readonly origin: string
  /** What has been published, as `name@version`. */
  readonly published: string[]
  /** Writes the tarball that it has of a package to a folder, and returns its path. */
  saveTarball(name: string, version: string, folder: string): string
  close(): Promise<void>
}

/** As much of the registry's protocol as publishing and installing take. A version goes in once, as everywhere. */
export async function startLocalRegistry(): Promise<LocalRegistry> {
  const documents = new Map<string, PublishedDocument>()
  const tarballs = new Map<string, Buffer>()
  const published: string[] = []
  let origin = ''

  const publish = (document: PublishedDocument): number => {
    const { _attachments = {}, ...kept } = document
    const old = documents.get(kept.name)
    if (Object.keys(kept.versions).some((version) => old?.versions[version] !== undefined)) return 409
    for (const [file, { data }] of Object.entries(_attachments)) {
      tarballs.set(path.basename(file), Buffer.from(data, 'base64'))
    }
    for (const [version, { dist }] of Object.entries(kept.versions)) {
      dist.tarball = `${origin}/-/${path.basename(dist.tarball)}`
      published.push(`${kept.name}@${version}`)
    }
    documents.set(kept.name, { ...kept, versions: { ...old?.versions, ...kept.versions } })
    return 201
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = decodeURIComponent(new URL(request.url ?? '/', origin).pathname.slice(1))
    if (request.method === 'PUT') return answerJson(response, publish(JSON.parse(await bodyOf(request))), {})
    const tarball = name.startsWith('-/') ? tarballs.get(path.basename(name)) : undefined
    if (tarball !== undefined) {
      response.end(tarball)
      return
    }
    const document = documents.get(name)
    answerJson(response, document ? 200 : 404, document ?? { error: 'not_found' })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => answerJson(response, 500, { error: String(error) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    published,
    saveTarball(name, version, folder) {
      const file = path.basename(documents.get(name)?.versions[version]?.dist.tarball ?? '')
      const data = tarballs.get(file)
      if (data === undefined) throw new Error(`${name}@${version} is not on the registry`)
      writeFileSync(path.join(folder, file), data)
      return path.join(folder, file)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
