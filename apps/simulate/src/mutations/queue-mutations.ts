import type { Mutation } from './mutation.js'

const scheduler = 'downloader/scheduler.ts'
const gate = 'downloader/gate.ts'

/** Mistakes about what runs when, and how it ends. */
export const queueMutations: readonly Mutation[] = [
  {
    name: 'forget one release of a slot',
    file: 'download-file/transfer.ts',
    changes: [
      ['listener.success(result)\n        }\n        release()', 'listener.success(result)\n        }'],
    ],
  },
  {
    name: 'release a slot before the host is told',
    file: 'download-file/transfer.ts',
    changes: [['native?.abort()\n    release()', 'release()\n    native?.abort()']],
  },
  {
    name: 'do not tell the host of an abort',
    file: 'download-file/transfer.ts',
    changes: [['native?.abort()\n    release()', 'release()']],
  },
  {
    name: 'wake nobody when a place is free',
    file: 'download-file/transfer.ts',
    changes: [['for (const wake of slots.waiting) wake()', '']],
  },
  {
    name: 'hold no timeout',
    file: 'download-file/transfer.ts',
    changes: [
      [
        "timer = setTimeout(() => stop({ code: 'timeout', errMsg: 'downloadFile:fail timeout' }), timeout)",
        '',
      ],
    ],
  },
  {
    name: 'listen on after the first outcome',
    file: 'download-file/transfer.ts',
    changes: [['settled = true\n', '']],
  },
  {
    name: 'start more than the host allows',
    file: 'downloader/host-traffic.ts',
    changes: [['slots.running < Math.min(', 'slots.running <= Math.min(']],
  },
  {
    name: 'start in the background',
    file: gate,
    changes: [
      ["if (told === 'background' || isTakenForBackground) return", 'if (isTakenForBackground) return'],
    ],
  },
  {
    name: 'start on any network',
    file: gate,
    changes: [["network === 'wifi' ? type !== 'wifi' : type === 'none'", "type === 'none'"]],
  },
  {
    name: 'do not hear that the phone is back',
    file: scheduler,
    changes: [["if (blocked.has(job) && !reason) move(job, 'requeue')", '']],
  },
  {
    name: 'let a paused download go on',
    file: scheduler,
    changes: [
      [
        'job.attempt?.stop()\n    job.attempt = undefined\n    job.state = next',
        'job.attempt = undefined\n    job.state = next',
      ],
    ],
  },
  {
    name: 'count one download too many',
    file: scheduler,
    changes: [
      [
        "if (job.state === 'active') active -= 1",
        "if (job.state === 'active' && next !== 'waiting') active -= 1",
      ],
    ],
  },
  {
    name: 'run one more than asked',
    file: scheduler,
    changes: [['>= limit) return', '> limit) return']],
  },
  {
    name: 'tell one handle only',
    file: scheduler,
    changes: [
      [
        'for (const handle of job.handles) handle.success(full)',
        'for (const handle of [...job.handles].slice(0, 1)) handle.success(full)',
      ],
    ],
  },
  {
    name: 'abort for all when one leaves',
    file: scheduler,
    changes: [['if (job.handles.size === 1) {', 'if (job.handles.size > 0) {']],
  },
  {
    name: 'leave no trace removed after an abort',
    file: scheduler,
    changes: [
      [
        'leaveTraces(surroundings, job, error) : removeTraces(surroundings, job)',
        'leaveTraces(surroundings, job, error) : Promise.resolve()',
      ],
    ],
  },
  {
    name: 'hand out the file of a stopped attempt',
    file: scheduler,
    changes: [
      [
        'if (attempt.isStopped) await discardFile(attempt, outcome.result.tempFilePath)\n        else complete',
        'complete',
      ],
    ],
  },
  {
    name: 'leave the file of a stopped attempt',
    file: scheduler,
    changes: [
      [
        'if (attempt.isStopped) await discardFile(attempt, outcome.result.tempFilePath)\n        else complete',
        'if (!attempt.isStopped) complete',
      ],
    ],
  },
  {
    name: 'retry what cannot succeed',
    file: 'downloader/retry.ts',
    changes: [['error.retryable', 'true']],
  },
  {
    name: 'give up one attempt too early',
    file: 'downloader/retry.ts',
    changes: [['if (failures >= (', 'if (failures + 1 >= (']],
  },
  {
    name: 'never give up',
    file: 'downloader/retry.ts',
    changes: [['job.failures[kind] = failures + 1', '']],
  },
  {
    name: 'come back before the server wants it',
    file: 'downloader/retry.ts',
    changes: [['if (!(told >= 0)) return undefined', 'if (told >= 0) return undefined']],
  },
  {
    name: 'take every status for success',
    file: 'downloader/fetch-whole.ts',
    changes: [
      [
        "statusCode === undefined || isAccepted(attempt, 'validateStatus', validateStatus(statusCode))",
        'statusCode !== 0',
      ],
    ],
  },
  {
    name: 'take a part that nobody asked for as the file',
    file: 'downloader/judge-answer.ts',
    changes: [["if (!isAll) return 'contradiction'", '']],
  },
]
