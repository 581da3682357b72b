let made = 0

/**
 * An id that no other one equals: the count tells those of this run of the app apart, chance those of two phones, or of two runs,
 * that begin in the same millisecond.
 */
export function createUniqueId(): string {
  const chance = Math.random().toString(36).slice(2, 10)
  return `${Date.now().toString(36)}-${chance}-${(++made).toString(36)}`
}
