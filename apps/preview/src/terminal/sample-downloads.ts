/** What the terminal downloads through each binding, and what has to come back. */
export interface SampleDownload {
  readonly name: string
  /** A path on the file server, or a whole url. */
  readonly target: string
  /** A name under the user folder; without it the file is temporary. */
  readonly fileName?: string
  readonly expected: { readonly statusCode: number; readonly bytes?: number } | { readonly code: string }
}

export const sampleDownloads: readonly SampleDownload[] = [
  { name: 'image', target: '/image?seed=7&width=640&height=400', expected: { statusCode: 200 } },
  {
    name: '8 MB',
    target: '/file?size=8000000&rate=5000000',
    fileName: 'big.bin',
    expected: { statusCode: 200, bytes: 8_000_000 },
  },
  {
    name: '你好.txt',
    target: '/图片/你好.txt',
    fileName: 'hello.txt',
    expected: { statusCode: 200 },
  },
  { name: '404', target: '/status/404', expected: { statusCode: 404 } },
  {
    name: 'not listed',
    target: 'https://not-listed.example/file.zip',
    expected: { code: 'url-not-allowed' },
  },
]
