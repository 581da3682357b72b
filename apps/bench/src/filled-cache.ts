/** Where a simulated WeChat has the cache on its disk. */
export const cacheFolder = 'user/miniferry/cache'

export function urlOf(index: number): string {
  return `https://example.com/images/picture-${index}.png`
}
