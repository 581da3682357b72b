import { downloadFile, supports, supportTable, timingPhases } from '@miniferry/download-wechat'
import type { DownloadLibrary } from '../src/download-library.js'

export const library: DownloadLibrary = { downloadFile, supports, supportTable, timingPhases }
