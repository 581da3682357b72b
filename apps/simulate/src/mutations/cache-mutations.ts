import type { Mutation } from './mutation.js'

const store = 'cache/store.ts'
const toCache = 'cache/download-to-cache.ts'
const freshness = 'cache/freshness.ts'

/** Mistakes of the cache. */
export const cacheMutations: readonly Mutation[] = [
  {
    name: 'take everything for fresh',
    file: freshness,
    changes: [
      ['return now >= file.stored && staleness(file, options, now) < 0', 'return now >= file.stored'],
    ],
  },
  {
    name: 'keep what the server forbids to keep',
    file: freshness,
    changes: [["!readCacheControl(control).has('no-store') &&", '']],
  },
  {
    name: 'hand out what is stale against the will of the server',
    file: freshness,
    changes: [["if (control.has('must-revalidate') || control.has('no-cache')) return false", '']],
  },
  {
    name: 'give one user the file of another',
    file: 'cache/key.ts',
    changes: [
      ['return names.length > 0 ? `${place} ${digestOf(names.sort(), header)}` : place', 'return place'],
    ],
  },
  {
    name: 'do not look whether a file is still there',
    file: store,
    changes: [['if (stat?.size === file.size) return table', 'if (stat !== null) return table']],
  },
  {
    name: 'evict nothing',
    file: 'cache/table.ts',
    changes: [['if (left <= most) return chosen', 'if (left <= most || left > 0) return chosen']],
  },
  {
    name: 'name a file after it is there',
    file: store,
    changes: [
      [
        'await index.write([file])\n    await files.saveFile(tempFilePath, pathOf(file))',
        'await files.saveFile(tempFilePath, pathOf(file))\n    await index.write([file])',
      ],
    ],
  },
  {
    name: 'leave files that the index does not name',
    file: store,
    changes: [
      [
        'await files.unlink(`${directory}/${name}`).catch(ignore)\n      table.remove(name)',
        'table.remove(name)',
      ],
    ],
  },
  {
    name: 'remove all files in the folder of the cache',
    file: store,
    changes: [
      [
        'if (table.get(name) || digestIn(name) === undefined) continue',
        'if (table.get(name) || /index.jsonl~?$/.test(name)) continue',
      ],
    ],
  },
  {
    name: 'keep a file without checking it',
    file: toCache,
    changes: [
      [
        'const outcome = await checkTemporary(attempt, whole)',
        "const outcome = { result: { ...whole.answer, path: whole.answer.tempFilePath || '' }, size: whole.size }",
      ],
    ],
  },
  {
    name: 'take the empty file of a 304 for a new version',
    file: toCache,
    changes: [["if (verdict === 'whole') return { answer, size, asked }", 'return { answer, size, asked }']],
  },
  {
    name: 'take any answer to a condition for unchanged',
    file: toCache,
    changes: [['if (answer.statusCode !== 304) {', 'if (answer.statusCode === 999) {']],
  },
  {
    name: 'take what a failed condition leaves for the answer',
    file: toCache,
    changes: [
      [
        'if (attempt.isStopped || !mayHide) throw error',
        'if (attempt.isStopped) throw error\n    return undefined',
      ],
    ],
  },
  {
    name: 'do not look at the checksum of a cached file',
    file: 'cache/file-cache.ts',
    changes: [['if (file === undefined || job.request.checksum === undefined) return file', 'return file']],
  },
]
