import { createMessageServer, type ToServer } from '@miniferry/testing/message-server'

// The file server of the demo, in a worker: for a preview that is only files on some web server.

const server = createMessageServer((message) => postMessage(message))

addEventListener('message', ({ data }: MessageEvent<ToServer>) => server.receive(data))
