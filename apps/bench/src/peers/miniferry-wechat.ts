import { downloadFile } from '@miniferry/download-wechat'

export const download = (url: string): Promise<unknown> => downloadFile({ url })
