export { type FileBytesOptions, fileBytes } from './file-bytes.js'
export {
  type FileServer,
  type FileServerOptions,
  type LoggedRequest,
  startFileServer,
} from './file-server.js'
export { watchMemory } from './memory-watch.js'
