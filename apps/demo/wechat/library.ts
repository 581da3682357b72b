import {
  createDownloader,
  createPlatform,
  downloadFile,
  supports,
  supportTable,
  timingPhases,
} from '@miniferry/download-wechat'
import type { DownloadLibrary } from '../src/download-library.js'

export const library: DownloadLibrary = {
  downloadFile,
  createDownloader,
  supports,
  supportTable,
  timingPhases,
  fileBytes: createPlatform().limits.fileBytes,
}
