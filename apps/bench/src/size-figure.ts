import type { Figure } from './figure.js'
import { measurePackage } from './measure-sizes.js'
import { platforms } from './platforms.js'
import { kilobytes } from './units.js'

/** What the packages add to an app. */
export const sizeFigure: Figure = {
  name: 'size',
  title: 'Sizes, gzip',
  async measure() {
    const sizes = await Promise.all(
      platforms.map(({ name }) => measurePackage(`@miniferry/download-${name}`)),
    )
    return {
      rows: [
        ['', ...platforms.map(({ title }) => title)],
        ['`downloadFile` alone', ...sizes.map((size) => kilobytes(size.downloadFile.gzip))],
        ['`createDownloader` alone', ...sizes.map((size) => kilobytes(size.createDownloader.gzip))],
        ['everything', ...sizes.map((size) => kilobytes(size.everything.gzip))],
      ],
    }
  },
}
