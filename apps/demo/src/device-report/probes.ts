import type { Probe } from './probe.js'
import { abort } from './probes/abort.js'
import { background } from './probes/background.js'
import { badArgument } from './probes/bad-argument.js'
import { canIUse } from './probes/can-i-use.js'
import { downloadRange } from './probes/download-range.js'
import { downloadSize } from './probes/download-size.js'
import { emptyBody } from './probes/empty-body.js'
import { endOfDownload } from './probes/end-of-download.js'
import { existingTargets } from './probes/existing-targets.js'
import { failureTexts } from './probes/failure-words.js'
import { fileDelay } from './probes/file-delay.js'
import { filePath } from './probes/file-path.js'
import { firstAnswer } from './probes/first-answer.js'
import { httpError } from './probes/http-error.js'
import { longTimeout } from './probes/long-timeout.js'
import { members } from './probes/members.js'
import { networkSwitch } from './probes/network-switch.js'
import { notModified } from './probes/not-modified.js'
import { parallelTasks } from './probes/parallel-tasks.js'
import { partialFile } from './probes/partial-file.js'
import { progressEvents } from './probes/progress-events.js'
import { rawUrl } from './probes/raw-url.js'
import { redirects } from './probes/redirects.js'
import { requestRange } from './probes/request-range.js'
import { requestSize } from './probes/request-size.js'
import { resultFields } from './probes/result-fields.js'
import { returnedValue } from './probes/returned-value.js'
import { storageSize } from './probes/storage-size.js'
import { syncFileErrors } from './probes/sync-file-errors.js'
import { temporaryFiles } from './probes/temporary-files.js'
import { timeouts } from './probes/timeouts.js'
import { truncatedBody } from './probes/truncated-body.js'
import { unknownTotal } from './probes/unknown-total.js'
import { unwatchedPromise } from './probes/unwatched-promise.js'

const quick = {
  'first-answer': firstAnswer,
  members,
  'can-i-use': canIUse,
  'sync-file-errors': syncFileErrors,
  'file-delay': fileDelay,
  'returned-value': returnedValue,
  'result-fields': resultFields,
  'parallel-tasks': parallelTasks,
  'file-path': filePath,
  'http-error': httpError,
  'not-modified': notModified,
  'empty-body': emptyBody,
  'download-range': downloadRange,
  'request-range': requestRange,
  redirects,
  'raw-url': rawUrl,
  'bad-argument': badArgument,
  'unwatched-promise': unwatchedPromise,
  'failure-words': failureTexts,
  'truncated-body': truncatedBody,
  'existing-targets': existingTargets,
  'temporary-files': temporaryFiles,
  'progress-events': progressEvents,
  'unknown-total': unknownTotal,
  'end-of-download': endOfDownload,
  abort,
  'partial-file': partialFile,
  timeouts,
}

const others = {
  'long-timeout': longTimeout,
  'download-size': downloadSize,
  'storage-size': storageSize,
  'request-size': requestSize,
  background,
  'network-switch': networkSwitch,
}

export type OtherProbeId = keyof typeof others

export type ProbeId = keyof typeof quick | OtherProbeId

export const probes: Readonly<Record<ProbeId, Probe>> = { ...quick, ...others }

/** Those that run together, in this order: the first one says whether the others can. */
export const quickProbes = Object.keys(quick) as ProbeId[]

/** Those that take long or need a hand: they run one by one, when somebody asks for them. */
export const otherProbes = Object.keys(others) as OtherProbeId[]
