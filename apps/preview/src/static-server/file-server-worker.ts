import { createFileService } from '@miniferry/testing/file-service'
import { serveMessages, type ToServer } from '@miniferry/testing/service-messages'

// The file server of the demo, in a worker: for a preview that is only files on some web server.

const receive = serveMessages(createFileService().answer, (message) => postMessage(message))

addEventListener('message', ({ data }: MessageEvent<ToServer>) => receive(data))
