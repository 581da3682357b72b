import { downloadFile } from '@miniferry/download-alipay'

export const download = (url: string): Promise<unknown> => downloadFile({ url })
