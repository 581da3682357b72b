import { createDownloader } from '@miniferry/download-wechat'

const downloader = createDownloader()
export const download = (url: string): Promise<unknown> => downloader.download({ url })
