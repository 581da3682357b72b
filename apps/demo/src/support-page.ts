import type { DemoHost, HostVersions } from './demo-host.js'
import type { DownloadLibrary } from './download-library.js'
import { createFrame, type FrameData, frameData } from './page-frame.js'
import type { PageInstance } from './page-instance.js'
import { type SupportGroup, supportGroups } from './support-rows.js'

interface SupportPageData extends FrameData {
  host: HostVersions
  groups: SupportGroup[]
  /** How many features this host has, and how many there are. */
  supportedCount: number
  featureCount: number
}

type SupportPage = PageInstance<SupportPageData>

/** The page that shows what this host can do: what `Page()` takes on both platforms. */
export function createSupportPage(library: DownloadLibrary, host: DemoHost) {
  const data: SupportPageData = {
    ...frameData(host, 'support'),
    host: { client: '', baseLibrary: '', device: '' },
    groups: [],
    supportedCount: 0,
    featureCount: 0,
  }

  return {
    data,

    onLoad(this: SupportPage): void {
      host.setTitle(frameData(host, 'support').text.titles.support)
      const groups = supportGroups(library)
      const rows = groups.reduce<boolean[]>(
        (all, group) => all.concat(group.rows.map((row) => row.supported)),
        [],
      )
      this.setData({
        ...frameData(host, 'support'),
        host: host.versions(),
        groups,
        supportedCount: rows.filter((supported) => supported).length,
        featureCount: rows.length,
      })
    },

    ...createFrame<SupportPage>(host, 'support'),
  }
}
