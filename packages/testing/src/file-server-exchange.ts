import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ResponseBody } from './file-server-body.js'
import type { FileServerMemory } from './file-server-memory.js'
import type { LoggedRequest } from './logged-request.js'

/** One request, its answer, and what is noted of both. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly log: LoggedRequest
  readonly memory: FileServerMemory
  /** The other ports of the server. */
  readonly doors: readonly number[]
}

/** Answers with a small body in one go, beside the headers that are set already. */
export function sendPage(
  { request, response, log }: Exchange,
  status: number,
  page: ResponseBody,
  headers: Readonly<Record<string, string>> = {},
): void {
  log.status = status
  log.bytesSent = request.method === 'HEAD' ? 0 : page.size
  response.writeHead(status, { 'content-type': page.type, 'content-length': page.size, ...headers })
  response.end(request.method === 'HEAD' ? undefined : page.slice(0, page.size))
}

/** Answers with headers only. */
export function sendNothing(
  { response, log }: Exchange,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  log.status = status
  response.writeHead(status, headers)
  response.end()
}
