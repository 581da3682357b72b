import type { Messages } from './messages/messages.js'

/** The pages, in the order of the top bar; that of the maintainers is last. */
export const pages = ['download', 'downloads', 'cache', 'failures', 'support', 'report'] as const

export type PageId = (typeof pages)[number]

/** The entries of the top bar, as its template shows them. */
export function tabsFor(current: PageId, text: Messages) {
  return pages.map((id) => ({ id, path: pagePath(id), label: text.pages[id], current: id === current }))
}

export function pagePath(id: PageId): string {
  return `/pages/${id}/${id}`
}
