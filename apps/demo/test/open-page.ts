import { passUntil } from '@miniferry/testing/virtual-time'
import type { PageInstance } from '../src/page-instance.js'

interface Definition<Data extends object> {
  readonly data: Data
  onLoad(this: PageInstance<Data>): void
}

/** A page as the host makes it of a definition, and a way to wait for what it shows. */
export type OpenPage<Data extends object, Page> = PageInstance<Data> &
  Page & {
    /** Lets virtual time pass until the data is so. */
    until(condition: (data: Data) => boolean): Promise<Data>
    /** Every patch so far. */
    readonly patches: Partial<Data>[]
  }

/** Does what `Page()` does: copies the data, binds `setData`, calls `onLoad`. */
export function openPage<Data extends object, Page extends Definition<Data>>(
  definition: Page & { readonly data: Data },
): OpenPage<Data, Page> {
  const data = structuredClone(definition.data)
  const patches: Partial<Data>[] = []
  const page = {
    ...definition,
    data,
    patches,
    setData(patch: Partial<Data>) {
      // A host sends the data to another thread: it has to survive that.
      const sent = structuredClone(patch)
      patches.push(sent)
      Object.assign(data, sent)
    },
    async until(condition: (data: Data) => boolean): Promise<Data> {
      await passUntil(() => condition(data))
      return data
    },
  }
  page.onLoad.call(page)
  return page
}
