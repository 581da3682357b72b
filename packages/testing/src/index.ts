export { type FileBytesOptions, fileBytes } from './file-bytes.js'
export {
  type FileServer,
  type FileServerOptions,
  type LoggedRequest,
  startFileServer,
} from './file-server.js'
export { type GeneratedImageOptions, generatedImage } from './generated-image.js'
export { type MemoryWatch, watchMemory } from './memory-watch.js'
