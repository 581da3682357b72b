import type { Mutation } from './mutation.js'

const fetchSegments = 'resume/segments.ts'
const judge = 'downloader/judge-answer.ts'

/** Mistakes about parts of a file. */
export const segmentMutations: readonly Mutation[] = [
  {
    name: 'do not compare the version of a part',
    file: judge,
    changes: [
      ['validator === known.validator && range.total === known.total', 'range.total === known.total'],
    ],
  },
  {
    name: 'drop If-Range',
    file: fetchSegments,
    changes: [["if (progress.validator !== undefined) header['If-Range'] = progress.validator", '']],
  },
  {
    name: 'take a weak tag for a strong one',
    file: 'downloader/response-header.ts',
    changes: [[`if (etag.startsWith('"')) return etag`, 'if (etag) return etag']],
  },
  {
    name: 'trust a modification date of this second',
    file: 'downloader/response-header.ts',
    changes: [['>= 1000', '>= 0']],
  },
  {
    name: 'trust a part without a validator',
    file: judge,
    changes: [['validator !== undefined || size === range.total', 'true']],
  },
  {
    name: 'do not look where a part ends',
    file: judge,
    changes: [['range.end + 1 === Math.min(asked.end, range.total) &&', '']],
  },
  {
    name: 'do not count the bytes of a part',
    file: judge,
    changes: [
      [
        'range.end + 1 === Math.min(asked.end, range.total) &&\n      range.end + 1 - range.start === size',
        'range.end + 1 === Math.min(asked.end, range.total)',
      ],
    ],
  },
  {
    name: 'append a compressed part',
    file: judge,
    changes: [['isIdentity(header) &&\n      range !== undefined', 'range !== undefined']],
  },
  {
    name: 'append what lands first',
    file: fetchSegments,
    changes: [
      [
        'const segment = segments.get(progress.position)\n      if (isAppending',
        'const segment = [...segments.values()].find(({ answer }) => answer)\n      if (isAppending',
      ],
    ],
  },
  {
    name: 'append the same part twice',
    file: fetchSegments,
    changes: [
      [
        'isAppending = true\n      append(answer)',
        'isAppending = true\n      append(answer)\n        .then(() => (progress.position > 0 ? append(answer) : undefined))',
      ],
    ],
  },
  {
    name: 'take an error page for the file',
    file: fetchSegments,
    changes: [[': await acceptAnswer(attempt, answer, takeBack)', ': await fileSize(attempt, tempFilePath)']],
  },
  {
    name: 'ask again for ranges that were no good',
    file: fetchSegments,
    changes: [["job.isPlain = kind === 'contradiction'", '']],
  },
  {
    name: 'leave the file of a useless part',
    file: fetchSegments,
    changes: [
      [
        '} else {\n        await discardFile(attempt, tempFilePath)\n        askPlainly',
        '} else {\n        askPlainly',
      ],
    ],
  },
  {
    name: 'forget that a segment has failed',
    file: fetchSegments,
    changes: [['inFlight -= 1\n          pump()', 'pump()']],
  },
  {
    name: 'keep the segment of a failed request',
    file: fetchSegments,
    changes: [['segments.delete(start)\n          const isLink', 'const isLink']],
  },
]
