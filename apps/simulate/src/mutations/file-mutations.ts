import type { Mutation } from './mutation.js'

const toFile = 'resume/resume.ts'

/** Mistakes about what is on the disk. */
export const fileMutations: readonly Mutation[] = [
  {
    name: 'rename before the check',
    file: toFile,
    changes: [
      [
        'const size = await verifyFile(attempt, part,',
        'await files.rename(part, filePath)\n  const size = await verifyFile(attempt, filePath,',
      ],
      ['isFinished: true })\n  await files.rename(part, filePath)', 'isFinished: true })'],
    ],
  },
  {
    name: 'do not compare the length',
    file: 'downloader/verify-file.ts',
    changes: [
      ['if (size !== undefined && expected !== undefined && size !== expected) {', 'if (size === -1) {'],
    ],
  },
  {
    name: 'do not compare the checksum',
    file: 'downloader/verify-file.ts',
    changes: [['if (digest !== value.toLowerCase())', 'if (digest === undefined)']],
  },
  {
    name: 'write a whole answer beside the old file only when asked',
    file: toFile,
    changes: [
      [
        'await store(answer)\n    job.leftovers.pop()',
        'await (data ? files.writeFile(filePath, data) : files.saveFile(tempFilePath, filePath))\n    job.leftovers.pop()',
      ],
    ],
  },
  {
    name: 'do not remove a part file that is worth nothing',
    file: toFile,
    changes: [['await files.unlink(part)\n    return undefined', 'return undefined']],
  },
  {
    name: 'do not write down which version the part file is of',
    file: toFile,
    changes: [
      ['await note({ ...(total && { total }), ...(validator && { validator }), ...(type && { type }) })', ''],
    ],
  },
  {
    name: 'leave the record of a finished download',
    file: toFile,
    changes: [
      [
        'await discardSegments(attempt, job)\n  await removeRecord(files, recordPath)',
        'await discardSegments(attempt, job)',
      ],
    ],
  },
  {
    name: 'leave the part file of a failed download',
    file: toFile,
    changes: [
      [
        'await files.unlink(partPathOf(surroundings, job.id))\n      await removeRecord',
        'await removeRecord',
      ],
    ],
  },
  {
    name: 'write no record before the turn comes',
    file: toFile,
    changes: [['await writeRecord(files, path, newRecord(job))\n  job.record', 'job.record']],
  },
  {
    name: 'take up the record of another file',
    file: toFile,
    changes: [
      [
        'if (record?.request.url === url && record.request.filePath === filePath && !isOutdated) {',
        'if (record !== undefined) {',
      ],
    ],
  },
  {
    name: 'move what nobody needs, and leave it there',
    file: 'downloader/temporary.ts',
    changes: [['await files.unlink(path)\n    return true', 'return true']],
  },
  {
    name: 'keep a temporary file that the host gave to two',
    file: 'downloader/verify-file.ts',
    changes: [
      ["if (tempFilePath === '' || hostTraffic(platform).owns(tempFilePath, job)) return", 'if (job) return'],
    ],
  },
  {
    name: 'let a temporary file go before it has been removed',
    file: 'downloader/temporary.ts',
    changes: [['discarded += 1', 'traffic.release(tempFilePath, job)\n  discarded += 1']],
  },
  {
    name: 'do not discard what nobody needs',
    file: 'downloader/temporary.ts',
    changes: [['await files.saveFile(tempFilePath, path)\n    await files.unlink(path)', '']],
  },
  {
    name: 'write the record in place',
    file: 'resume/record.ts',
    changes: [
      [
        'await files.writeFile(`${path}~`, JSON.stringify(record, finite))\n  await files.rename(`${path}~`, path)',
        'await files.writeFile(path, JSON.stringify(record, finite))',
      ],
    ],
  },
  {
    name: 'restore nothing',
    file: 'resume/restore.ts',
    changes: [['const downloads = addAll(found.sort(byTurn))', 'const downloads = addAll([])']],
  },
  {
    name: 'leave what lies about between two runs',
    file: 'resume/restore.ts',
    changes: [
      [
        'if (!ids.has(id) && !taken.has(id)) await files.unlink(`${folder}/${name}`).catch(() => undefined)',
        'if (!ids.has(id) && !taken.has(id)) continue',
      ],
    ],
  },
  {
    name: 'remove everything in the folder of the downloader',
    file: 'resume/restore.ts',
    changes: [
      [
        'const ids = new Set<string>()\n',
        "const ids = new Set<string>()\n  const above = folder.replace(/\\/downloads$/, '')\n  for (const name of await files.readdir(above).catch((): string[] => [])) await files.unlink(`${above}/${name}`).catch(() => undefined)\n",
      ],
    ],
  },
  {
    name: 'let two downloads write to one path',
    file: 'downloader/create-downloader.ts',
    changes: [['if (owner && !equal) {', 'if (owner && !equal && owner.id === job.key) {']],
  },
  {
    name: 'do not wait for what is still done at a path',
    file: 'downloader/paths.ts',
    changes: [['const done = before.then(work, work)', 'const done = before && work()']],
  },
]
