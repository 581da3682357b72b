/** A shaped link on loopback, and the file that is fetched over it. */
export interface TransferLink {
  readonly title: string
  readonly detail: string
  readonly size: number
  readonly query: Readonly<Record<string, number>>
  readonly runs: number
  readonly breaks?: boolean
}

const megabyte = 1_000_000

export const transferLinks: readonly TransferLink[] = [
  { title: 'unshaped', detail: '30 MB', size: 30 * megabyte, query: {}, runs: 3 },
  {
    title: 'throttled',
    detail: '12 MB, 4 MB/s for each connection',
    size: 12 * megabyte,
    query: { rate: 4 * megabyte },
    runs: 1,
  },
  {
    title: 'long delay',
    detail: '20 MB, each request answered after 100 ms, then 10 MB/s for each connection',
    size: 20 * megabyte,
    query: { delay: 100, rate: 10 * megabyte },
    runs: 1,
  },
  {
    title: 'lossy',
    detail: '20 MB, 8 MB/s for each connection, a reset after each 6 MB',
    size: 20 * megabyte,
    query: { rate: 8 * megabyte, breakEvery: 6 * megabyte },
    runs: 3,
    breaks: true,
  },
]
