import install from '@mpxjs/api-proxy'

const mpx: { downloadFile?(options: { url: string }): Promise<unknown> } = {}
install(mpx, { usePromise: true })
export const download = (url: string): Promise<unknown> | undefined => mpx.downloadFile?.({ url })
