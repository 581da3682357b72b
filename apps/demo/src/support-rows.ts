import type { DownloadLibrary, Feature, FeatureSupport } from './download-library.js'

export type FeatureGroup = 'options' | 'result' | 'task' | 'url'

export interface SupportGroup {
  id: FeatureGroup
  rows: SupportRow[]
}

interface SupportRow {
  feature: Feature
  /** Answered by this host, now. */
  supported: boolean
  /** What the feature asks for, such as `SDK 2.10.4 · ios, android`; empty where any client will do. */
  needs: string
}

const groups: Record<FeatureGroup, readonly Feature[]> = {
  options: ['header', 'timeout', 'filePath', 'enableProfile', 'enableHttp2', 'enableQuic'],
  result: ['tempFilePath', 'statusCode', 'responseHeader', 'dataLength', 'profile'],
  task: ['abort', 'onProgressUpdate', 'onHeadersReceived'],
  url: ['dataUrl'],
}

export function supportGroups(library: DownloadLibrary): SupportGroup[] {
  return (Object.keys(groups) as FeatureGroup[]).map((id) => ({
    id,
    rows: groups[id].map((feature) => ({
      feature,
      supported: library.supports(feature),
      needs: describeNeeds(library.supportTable[feature]),
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
