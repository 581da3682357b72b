import type { DownloadPage } from './download-page.js'

/** What every renderer can do with a page. */
export interface RenderedPage {
  /** The texts of all elements of a class, in their order; `[]` if there is none. */
  texts(selector: string): string[]
  tap(selector: string): void
  type(selector: string, text: string): void
}

/** The page of the demo that downloads: the address is typed there. */
export function demoPage({ texts, tap, type }: RenderedPage, url: string): DownloadPage {
  return {
    start() {
      type('.field-input', url)
      tap('.action')
    },
    percent() {
      const percent = Number.parseFloat(texts('.meter-percent')[0] ?? '')
      return Number.isNaN(percent) ? undefined : percent
    },
    outcome() {
      const [status] = texts('.badge')
      const path = texts('.row-value')[texts('.row-name').indexOf('tempFilePath')] ?? ''
      return status && `${status} ${path}`.trim()
    },
  }
}
