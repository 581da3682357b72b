import type { DownloadErrorCode, DownloadFileOptions } from '@miniferry/download-wechat'

// What samples that are run find under the names that they do not declare. What these names mean is told by the text
// around the sample; here they do nothing.

/** Shows something to the user. */
export function draw(..._values: unknown[]): void {}
export function show(..._values: unknown[]): void {}
/** Offers the user another try. */
export function retryLater(): void {}
export function offerRetry(): void {}
/** Tells the developers. */
export function report(..._values: unknown[]): void {}
/** Opens a file. */
export function open(_path: string): void {}
/** The picture of a page. */
export const image: { src: string | undefined } = { src: '' }
export const url = 'https://example.com/report.pdf'
export const maxBytes = 40 * 1024 * 1024
/** The page that the code is in. */
export const page = { setData(_data: object): void {} }
export function runApp(_host: object): Promise<void> {
  return Promise.resolve()
}
/** Options that are put together elsewhere. */
export const options: DownloadFileOptions = { url }
/** Shows a film. */
export function play(_path: string | undefined): void {}
/** What to tell the user. */
export const words = {} as Record<DownloadErrorCode, string>
/** `wx.env.USER_DATA_PATH`, or `my.env.USER_DATA_PATH`: each run of a sample has that of its phone. */
export const userFolder: string = ''
/** The back end of the app signs an address: 9 MB at 2 MB a second, good for two seconds. */
export function sign(address: string): Promise<string> {
  return Promise.resolve(`${address}?size=9000000&rate=2000000&expires=${Date.now() + 2000}`)
}
/** The same for an object of a bucket. */
export function askForSignedUrl(objectKey: string): Promise<string> {
  return sign(`https://bucket.example.com/${objectKey}`)
}
/** The app logs in anew. */
export function askForToken(): Promise<string> {
  return Promise.resolve('new')
}
/** Draws on a canvas. */
export function drawPoster(_paths: readonly string[]): void {}
