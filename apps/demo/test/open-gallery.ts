import { passUntil } from '@miniferry/testing/virtual-time'
import { createCachePage } from '../src/cache-page.js'
import type { DemoApp } from '../src/demo.js'
import type { PictureState } from '../src/pictures/picture-view.js'
import { openPage } from './open-page.js'
import type { TestPlatform } from './platforms.js'

/** What ends the pages that are open. */
const endings = new Set<() => void>()

/** Leaves all pages: they look at the clock for as long as they are open. */
export function leaveGalleries(): void {
  for (const end of endings) end()
  endings.clear()
}

/** Opens the cache page, with what a finger does there. */
export function openGallery(platform: TestPlatform, app: DemoApp) {
  const { readFile } = platform
  const page = openPage(createCachePage({ ...platform, getApp: () => app }))
  endings.add(() => page.onUnload())
  const tap = (id: string) => ({ currentTarget: { dataset: { id } } })
  const find = (id: string) => {
    const found = page.data.pictures.find((picture) => picture.id === id)
    if (found === undefined) throw new Error(`there is no picture ${id}`)
    return found
  }
  /** Lets virtual time pass until everything has come, and the page shows it. */
  const idle = async () => {
    const { gallery } = app
    await passUntil(() => gallery.entries.every(({ download }) => download === undefined))
    const { hits, misses } = gallery.tally
    await page.until(
      ({ summary }) => !summary.isBusy && summary.hits === String(hits) && summary.misses === String(misses),
    )
  }
  const budgetEvent = (bytes: number) => ({ detail: { value: bytes }, currentTarget: { dataset: {} } })
  return {
    page,
    find,
    loadAll() {
      page.loadAll()
      return idle()
    },
    load(id: string) {
      page.load(tap(id))
      return idle()
    },
    async togglePin(id: string) {
      const { isPinned } = find(id)
      page.togglePin(tap(id))
      await page.until(() => find(id).isPinned !== isPinned)
    },
    async remove(id: string) {
      page.remove(tap(id))
      await page.until(() => !find(id).isCached)
    },
    /** Lets go of the slider. */
    async choose(bytes: number) {
      page.changeBudget(budgetEvent(bytes))
      await page.until(({ budget }) => budget === bytes)
    },
    drag: (bytes: number) => page.dragBudget(budgetEvent(bytes)),
    idle,
    /** The pictures in this state. */
    those: (state: PictureState) =>
      page.data.pictures.filter((picture) => picture.state === state).map(({ id }) => id),
    /** Whether each picture that is shown is a file of the phone. */
    hasFiles: () => page.data.pictures.every(({ src }) => src === '' || readFile(src) !== undefined),
  }
}
