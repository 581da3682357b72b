import type { NetworkType } from '@miniferry/download-core'

/** WeChat's words for the network (native-apis.md §5.4). */
export const networkTypes: Readonly<Record<string, NetworkType>> = {
  wifi: 'wifi',
  '2g': 'cellular',
  '3g': 'cellular',
  '4g': 'cellular',
  '5g': 'cellular',
  none: 'none',
}
