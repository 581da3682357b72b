import { expect, test } from 'vitest'
import { messages } from '../src/messages/messages.js'
import { newEntry, type PictureEntry } from '../src/pictures/picture-entry.js'
import { viewPicture } from '../src/pictures/picture-view.js'
import { picturesOf } from '../src/pictures/pictures.js'

const { zh } = messages
const now = Date.UTC(2026, 0, 1)
const [picture] = picturesOf('local', 'https://example.com')
if (picture === undefined) throw new Error('there is no picture')
const empty = newEntry(picture)

function kept(age: number): PictureEntry {
  return {
    ...empty,
    file: {
      url: empty.picture.url,
      filePath: 'usr/a.png',
      size: 1500,
      stored: now - age,
      isFresh: true,
      isPinned: false,
      header: {},
    },
  }
}

test.each([
  [-5000, '刚刚'],
  [999, '刚刚'],
  [12_400, '12 秒前'],
  [60_000, '1 分钟前'],
  [3_599_000, '59 分钟前'],
  [7_200_000, '2 小时前'],
  [200_000_000, '2 天前'],
])('%d ms ago is %s', (age, words) => {
  expect(viewPicture(kept(age), zh, now).age).toBe(words)
})

test('a picture of an earlier run is in the cache, and did not come in any time', () => {
  expect(viewPicture(kept(0), zh, now)).toMatchObject({
    state: 'kept',
    src: 'usr/a.png',
    size: '1.5 kB',
    took: '',
  })
})

test('a picture that is not kept is shown from its temporary file', () => {
  const arrival = { origin: 'passed', size: 900, duration: 40, tempFilePath: 'tmp/a.png' } as const
  expect(viewPicture({ ...empty, arrival }, zh, now)).toMatchObject({
    state: 'passed',
    src: 'tmp/a.png',
    size: '900 B',
    took: '40 ms',
    isCached: false,
  })
})

test('a failure leaves the picture that is there', () => {
  const entry = { ...kept(0), failure: 'timeout' } as const
  expect(viewPicture(entry, zh, now)).toMatchObject({ state: 'failed', stamp: 'timeout', src: 'usr/a.png' })
})
