import {
  answerRequest,
  createFileServerMemory,
  createLoggedRequest,
} from '@miniferry/testing/file-server-parts'
import type { ToServer } from './server-messages.js'
import { createStaticExchange, type StaticExchange } from './static-exchange.js'

// The file server of the demo, in a worker: for a preview that is only files on some web server.

const memory = createFileServerMemory()
const exchanges = new Map<number, StaticExchange>()

function answer(message: Extract<ToServer, { kind: 'request' }>): void {
  const { id, address } = message
  const exchange = createStaticExchange(
    message,
    (answered) => postMessage(answered),
    () => exchanges.delete(id),
  )
  exchanges.set(id, exchange)
  const url = new URL(address, 'http://localhost')
  const { request, response } = exchange
  const log = createLoggedRequest(request, url, {
    attempt: memory.nextAttempt(address),
    parallel: exchanges.size,
  })
  answerRequest({ request, response, log, memory, doors: [] }, url.searchParams).catch((error: unknown) => {
    console.error(error)
    response.destroy()
  })
}

addEventListener('message', ({ data }: MessageEvent<ToServer>) => {
  if (data.kind === 'request') answer(data)
  else if (data.kind === 'taken') exchanges.get(data.id)?.taken()
  else exchanges.get(data.id)?.close()
})
