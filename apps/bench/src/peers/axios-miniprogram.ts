import axios from 'axios-miniprogram'

export const download = (url: string): Promise<unknown> => axios.get(url, undefined, { download: true })
