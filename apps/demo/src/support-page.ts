import type { Demo } from './demo.js'
import type { DownloadLibrary, Feature, FeatureSupport } from './download-library.js'
import { createFrame } from './page-frame.js'

export type FeatureGroup = 'options' | 'result' | 'task' | 'url'

const groups: Record<FeatureGroup, readonly Feature[]> = {
  options: ['header', 'timeout', 'filePath', 'enableProfile', 'enableHttp2', 'enableQuic'],
  result: ['tempFilePath', 'statusCode', 'responseHeader', 'dataLength', 'profile'],
  task: ['abort', 'onProgressUpdate', 'onHeadersReceived'],
  url: ['dataUrl'],
}

type SupportGroup = ReturnType<typeof supportGroups>[number]

/** The page that shows what this host can do: what `Page()` takes on both platforms. */
export function createSupportPage({ library, host }: Demo) {
  const data = {
    host: { client: '', baseLibrary: '', device: '' },
    groups: [] as SupportGroup[],
    /** How many features this host has, and how many there are. */
    supportedCount: 0,
    featureCount: 0,
  }
  return createFrame(host, 'support', data, {
    open(page) {
      const groups = supportGroups(library)
      const rows = groups.reduce<SupportGroup['rows']>((all, { rows }) => all.concat(rows), [])
      page.setData({
        host: host.device(),
        groups,
        supportedCount: rows.filter(({ supported }) => supported).length,
        featureCount: rows.length,
      })
      return undefined
    },
  })
}

function supportGroups({ supports, supportTable }: DownloadLibrary) {
  return (Object.keys(groups) as FeatureGroup[]).map((id) => ({
    id,
    rows: groups[id].map((feature) => ({
      feature,
      /** Answered by this host, now. */
      supported: supports(feature),
      /** What the feature asks for, such as `SDK 2.10.4 · ios, android`; empty where any client will do. */
      needs: describeNeeds(supportTable[feature]),
    })),
  }))
}

function describeNeeds(support: FeatureSupport | false): string {
  if (support === false) return ''
  const { SDKVersion, clientVersion, devices, query } = support
  return [
    SDKVersion && `SDK ≥ ${SDKVersion}`,
    clientVersion && `client ≥ ${clientVersion}`,
    devices?.join(', '),
    query && `canIUse('${query}')`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}
