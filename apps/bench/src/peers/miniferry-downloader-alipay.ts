import { createDownloader } from '@miniferry/download-alipay'

const downloader = createDownloader()
export const download = (url: string): Promise<unknown> => downloader.download({ url })
