import { createHash } from 'node:crypto'
import { fileBytes } from '@miniferry/testing'
import { expect, test } from 'vitest'
import { sampleOf, samplesFor } from '../src/downloads/samples.js'

const mebibyte = 1024 * 1024

test('the checksum is that of the file', () => {
  const { size, knobs, checksum } = sampleOf('checksum', Number.POSITIVE_INFINITY)
  const digest = createHash('md5')
    .update(fileBytes(size, { seed: knobs?.seed ?? 1 }))
    .digest('hex')
  expect(checksum).toEqual({ algorithm: 'md5', value: digest })
})

test('every file fits where it may have 10 MB, but for the one that shows that', () => {
  const tooLarge = samplesFor(10 * mebibyte, 'local').filter(
    (id) => sampleOf(id, 10 * mebibyte).size > 10 * mebibyte,
  )
  expect(tooLarge).toEqual(['oversized'])
})

test('where there is room the film is longer, and nothing is too large', () => {
  const samples = samplesFor(200 * mebibyte, 'local')
  expect(samples).not.toContain('oversized')
  expect(sampleOf('big', 200 * mebibyte).size).toBe(20_000_000)
})
