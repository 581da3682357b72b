import { describe, expect, it } from 'vitest'
import {
  judgeResponse,
  type KnownFile,
  unknownFile,
  type Verdict,
} from '../../src/downloader/judge-response.js'

const total = 1000
const known: KnownFile = { total, validator: '"a"', type: 'application/zip' }
const part = { start: 100, end: 200 }
const firstPart = { start: 0, end: 100 }

// Every cell: what was asked, what is known, and each thing that an answer may say or be.
const dimensions = {
  asked: [undefined, firstPart, part],
  known: [unknownFile, known],
  statusCode: [undefined, 200, 204, 206, 416],
  range: [undefined, 'asked', 'shifted', 'shorter', 'all', 'all of another total', 'bytes */1000'],
  length: [undefined, 'as sent', 'longer'],
  encoding: [undefined, 'gzip'],
  validator: [undefined, '"a"', '"b"', 'W/"a"'],
  type: [undefined, 'application/zip', 'text/html; charset=utf-8', 'application/octet-stream'],
  size: [undefined, 0, 50, 100, total, 2000],
} as const

type Cell = { [Name in keyof typeof dimensions]: (typeof dimensions)[Name][number] }

function* cells(): Generator<Cell> {
  const names = Object.keys(dimensions) as (keyof Cell)[]
  const fill = function* (index: number, cell: Record<string, unknown>): Generator<Cell> {
    const name = names[index]
    if (name === undefined) {
      yield { ...cell } as Cell
      return
    }
    for (const value of dimensions[name]) yield* fill(index + 1, { ...cell, [name]: value })
  }
  yield* fill(0, {})
}

/** The bytes that the range of a cell names: first, after the last, of how many. */
function rangeOf({ range, asked }: Cell): [start: number, end: number, total: number] | undefined {
  const { start, end } = asked ?? { start: 0, end: 100 }
  switch (range) {
    case 'asked':
      return [start, end, total]
    case 'shifted':
      return [start + 1, end + 1, total]
    case 'shorter':
      return [start, end - 1, total]
    case 'all':
      return [0, total, total]
    case 'all of another total':
      return [0, 2000, 2000]
    default:
      return undefined
  }
}

function headerOf(cell: Cell): Record<string, string> {
  const header: Record<string, string> = {}
  const range = rangeOf(cell)
  if (range) header['content-range'] = `bytes ${range[0]}-${range[1] - 1}/${range[2]}`
  else if (cell.range) header['content-range'] = cell.range
  if (cell.length) header['content-length'] = String((cell.size ?? 0) + (cell.length === 'longer' ? 1 : 0))
  if (cell.encoding) header['content-encoding'] = cell.encoding
  if (cell.validator) header.etag = cell.validator
  if (cell.type) header['content-type'] = cell.type
  return header
}

/** The table of the guide on integrity, row by row: the first that holds decides. */
const table: readonly [row: string, holds: (cell: Cell) => boolean, verdict: Verdict][] = [
  // A part was asked for, and something came that calls itself one, or does not say what it is.
  [
    'a part without a status',
    ({ asked, statusCode }) => Boolean(asked) && statusCode === undefined,
    'contradiction',
  ],
  ['416', ({ asked, statusCode }) => Boolean(asked) && statusCode === 416, 'contradiction'],
  [
    'a part that is compressed',
    ({ asked, statusCode, encoding }) => Boolean(asked) && statusCode === 206 && encoding === 'gzip',
    'contradiction',
  ],
  [
    'a part of other bytes than asked',
    ({ asked, statusCode, range }) => Boolean(asked) && statusCode === 206 && range !== 'asked',
    'contradiction',
  ],
  [
    'a part that is not as long as it says',
    ({ asked, statusCode, size }) => Boolean(asked) && statusCode === 206 && size !== 100,
    'contradiction',
  ],
  [
    'a first part without a version',
    (cell) => Boolean(cell.asked) && cell.statusCode === 206 && cell.known === unknownFile && !isStrong(cell),
    'contradiction',
  ],
  [
    'a part of another version',
    ({ asked, statusCode, known: file, validator }) =>
      Boolean(asked) && statusCode === 206 && file === known && validator !== '"a"',
    'contradiction',
  ],
  ['a part', ({ asked, statusCode }) => Boolean(asked) && statusCode === 206, 'part'],
  // What is left is meant as the whole file.
  ['206 without its range', (cell) => cell.statusCode === 206 && !rangeOf(cell), 'contradiction'],
  [
    'a range that is not all of the file',
    (cell) => rangeOf(cell) !== undefined && !/^all/.test(String(cell.range)),
    'contradiction',
  ],
  [
    'all of the file, of another length than it says',
    (cell) => {
      const range = rangeOf(cell)
      return range !== undefined && cell.size !== undefined && cell.size !== range[2]
    },
    'contradiction',
  ],
  [
    'shorter than its own length',
    (cell) =>
      !rangeOf(cell) && cell.length === 'longer' && cell.encoding === undefined && cell.size !== undefined,
    'contradiction',
  ],
  [
    'as long as the part, where nothing is known',
    ({ asked, known: file, size }) => Boolean(asked) && file === unknownFile && size === 100,
    'contradiction',
  ],
  ['anything else where nothing is known', ({ known: file }) => file === unknownFile, 'whole'],
  ['another version', ({ validator }) => validator === '"b"', 'whole'],
  [
    'less than the known version, or than one that is not named',
    ({ size }) => size !== undefined && size < total,
    'contradiction',
  ],
  [
    'another kind without a version',
    (cell) => !isStrong(cell) && String(cell.type).startsWith('text/html'),
    'contradiction',
  ],
  ['the known version', () => true, 'whole'],
]

function isStrong({ validator }: Cell): boolean {
  return validator?.startsWith('"') === true
}

function judge(cell: Cell): Verdict {
  const { asked, known: file, statusCode, size } = cell
  const answer = { header: headerOf(cell), ...(statusCode !== undefined && { statusCode }) }
  return judgeResponse(asked, file, answer, size)
}

it('each cell of the table is judged as its row says, and each row is met', () => {
  const met = new Map<string, number>()
  const wrong: unknown[] = []
  for (const cell of cells()) {
    const [row = '', , verdict] = table.find(([, holds]) => holds(cell)) ?? []
    met.set(row, (met.get(row) ?? 0) + 1)
    if (judge(cell) !== verdict) wrong.push({ row, verdict, actual: judge(cell), ...cell })
  }
  expect(wrong.slice(0, 3)).toEqual([])
  expect([...met.keys()].sort()).toEqual(table.map(([row]) => row).sort())
})

describe('a part', () => {
  const answer = (header: Record<string, string>) => ({ statusCode: 206, header })

  it('at the end of the file may end before what was asked', () => {
    const header = { 'content-range': 'bytes 950-999/1000', etag: '"a"' }
    expect(judgeResponse({ start: 950, end: 1050 }, known, answer(header), 50)).toBe('part')
  })

  it('that is the first and all there is needs no version', () => {
    const header = { 'content-range': 'bytes 0-49/50' }
    expect(judgeResponse({ start: 0, end: 100 }, unknownFile, answer(header), 50)).toBe('part')
  })

  it('of the known version and another total is a contradiction', () => {
    const header = { 'content-range': 'bytes 100-199/1001', etag: '"a"' }
    expect(judgeResponse(part, known, answer(header), 100)).toBe('contradiction')
  })
})

describe('another kind of file without a version', () => {
  it.each([
    ['image/png', 'image/webp', 'whole'],
    ['image/png', 'text/html', 'contradiction'],
    ['video/mp4', 'Text/HTML ; charset=x', 'contradiction'],
    ['application/pdf', 'application/json', 'contradiction'],
    ['application/pdf', 'APPLICATION/PDF;a=b', 'whole'],
    ['binary/octet-stream', 'text/html', 'whole'],
    [undefined, 'text/html', 'whole'],
    ['application/pdf', undefined, 'whole'],
  ] as const)('%s, then %s is %s', (type, other, verdict) => {
    const answer = { statusCode: 200, header: other === undefined ? {} : { 'content-type': other } }
    expect(judgeResponse(undefined, { ...known, type }, answer, total)).toBe(verdict)
  })
})

it('what identifies a version may be read in another way', () => {
  const answer = { statusCode: 200, header: { etag: 'W/"b"' } }
  expect(judgeResponse(undefined, known, answer, 5)).toBe('contradiction')
  expect(judgeResponse(undefined, known, answer, 5, ({ etag }) => etag)).toBe('whole')
})

describe('a part is what was asked for', () => {
  const header = { 'content-range': 'bytes 150-199/1000', etag: '"a"' }

  it('only if it begins where it was asked to begin, though it ends and is as long as it says', () => {
    expect(judgeResponse({ start: 150, end: 200 }, known, { statusCode: 206, header }, 50)).toBe('part')
    expect(judgeResponse(part, known, { statusCode: 206, header }, 50)).toBe('contradiction')
    expect(judgeResponse({ start: 0, end: 200 }, unknownFile, { statusCode: 206, header }, 50)).toBe(
      'contradiction',
    )
  })

  it('and is the whole file only from the first byte on, where the host cannot tell how long it is', () => {
    const end = { 'content-range': 'bytes 150-999/1000', etag: '"a"' }
    expect(judgeResponse(undefined, unknownFile, { statusCode: 206, header: end }, undefined)).toBe(
      'contradiction',
    )
  })

  it('of the same kind, whatever stands beside the type', () => {
    const page = { ...known, type: 'text/html' }
    const same = { 'content-type': 'Text/HTML ; charset=utf-8' }
    expect(judgeResponse(undefined, page, { statusCode: 200, header: same }, total)).toBe('whole')
  })
})
