import { downloadFile } from '@mpxjs/api-proxy'

export const download = (url: string): Promise<unknown> =>
  new Promise((success, fail) => {
    downloadFile({ url, success, fail })
  })
