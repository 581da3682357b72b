import type { NetworkType } from '@miniferry/download-core'

/** Alipay's words for the network; a page of the documentation writes Wi-Fi (native-apis.md §5.4). */
export const networkTypes: Readonly<Record<string, NetworkType>> = {
  WIFI: 'wifi',
  'Wi-Fi': 'wifi',
  '2G': 'cellular',
  '3G': 'cellular',
  '4G': 'cellular',
  '5G': 'cellular',
  WWAN: 'cellular',
  NOTREACHABLE: 'none',
}
