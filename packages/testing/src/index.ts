export { type FileBytesOptions, fileBytes } from './file-bytes.js'
export {
  type FileServer,
  type FileServerOptions,
  type LoggedRequest,
  startFileServer,
} from './file-server.js'
export { generatedImage } from './generated-image.js'
export { watchMemory } from './memory-watch.js'
