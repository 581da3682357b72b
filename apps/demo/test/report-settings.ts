import type { AlipayHostOptions, WechatHostOptions } from '@miniferry/download-simulator'

const mebibyte = 1024 * 1024

/**
 * Phones whose report has to find exactly these knobs. Each sets as many as can be seen side by side; what hides others
 * comes alone.
 */
export const wechatSettings: readonly WechatHostOptions[] = [
  { device: 'ios' },
  { device: 'android' },
  { device: 'devtools' },
  {
    device: 'ios',
    knobs: {
      unknownTotal: 0,
      progressEvents: 'many',
      lastProgressEvent: 'missing',
      eventsAfterEnd: 'some',
      completeAfterAbort: false,
      partialFile: 'kept',
      truncatedBody: 'success',
      notModified: 'passed-without-file',
      timeoutMeasures: 'idle',
      longTimeout: 'capped',
      headerCase: 'lower',
      downloadRange: 'dropped',
      requestRange: 'dropped',
      parallelLimit: 4,
      parallelOverflow: 'fail',
      parallelScope: 'shared',
      networkSwitch: 'keep',
      fileDelay: 25,
      renameExisting: 'refuse',
      saveFileExisting: 'refuse',
      temporaryFilesAtRestart: 'kept',
      failSynchronously: true,
      errno: 'absent',
      emptyBody: 'error',
      rawUrlCharacters: 'accepted',
      resultHeader: 'absent',
      resultDataLength: 'absent',
    },
  },
  {
    device: 'android',
    knobs: {
      unknownTotal: Number.NaN,
      terminalCallbacks: 'twice',
      notModified: 'failed',
      headerCase: 'as-sent',
      parallelLimit: Number.POSITIVE_INFINITY,
      networkSwitch: 'fail',
      rawUrlCharacters: 'refused',
      requestRange: 'dropped',
    },
  },
  {
    device: 'android',
    knobs: {
      unknownTotal: undefined,
      terminalCallbacks: 'contradictory',
      notModified: 'empty-success',
      parallelLimit: 6,
      parallelScope: 'shared',
      resultHeader: 'absent',
      headerCase: 'as-sent',
    },
  },
  { device: 'ios', knobs: { progressEvents: 'none' } },
  { device: 'ios', knobs: { abortOutcome: 'nothing', partialFile: 'kept' } },
  { device: 'ios', knobs: { abortOutcome: 'success' } },
  { device: 'ios', knobs: { filePath: 'ignored' } },
  { device: 'ios', knobs: { throwsSynchronously: true, renameExisting: 'refuse' } },
  { device: 'ios', knobs: { neverAnswers: true, requestRange: 'dropped' } },
]

export const alipaySettings: readonly AlipayHostOptions[] = [
  { device: 'ios' },
  { device: 'android' },
  { device: 'ide' },
  {
    device: 'ios',
    knobs: {
      unknownTotal: 0,
      progressEvents: 'many',
      lastProgressEvent: 'missing',
      eventsAfterEnd: 'some',
      completeAfterAbort: false,
      partialFile: 'kept',
      truncatedBody: 'success',
      notModified: 'passed-without-file',
      timeoutMeasures: 'idle',
      longTimeout: 'capped',
      headerCase: 'lower',
      downloadRange: 'dropped',
      requestRange: 'dropped',
      parallelLimit: 4,
      parallelOverflow: 'fail',
      parallelScope: 'shared',
      networkSwitch: 'fail',
      fileDelay: 25,
      renameExisting: 'replace',
      saveFileExisting: 'refuse',
      temporaryFilesAtRestart: 'kept',
      failSynchronously: true,
      httpError: 'success-without-status',
      abortError: 12,
      abortReturns: 'rejects',
      promise: 'absent',
      resultHeaders: 'header',
      syncFileErrors: 'returned',
      backgroundRule: 'fail',
      canIUseOfClients: 'unknown',
    },
  },
  {
    device: 'android',
    knobs: {
      unknownTotal: Number.NaN,
      terminalCallbacks: 'twice',
      notModified: 'failed',
      headerCase: 'as-sent',
      parallelLimit: 10,
      httpError: 'error-12',
      abortReturns: 'nothing',
      promise: 'without-callbacks',
      resultHeaders: 'headers',
    },
  },
  {
    device: 'android',
    knobs: {
      unknownTotal: undefined,
      terminalCallbacks: 'contradictory',
      notModified: 'empty-success',
      httpError: 'error-19',
      task: 'without-abort',
    },
  },
  { device: 'ios', knobs: { task: 'absent', promise: 'absent' } },
  { device: 'ios', knobs: { progressEvents: 'none' } },
  { device: 'ios', knobs: { abortOutcome: 'nothing' } },
  { device: 'ios', knobs: { abortOutcome: 'success', backgroundRule: 'fail' } },
  { device: 'ios', knobs: { filePath: 'ignored' } },
  { device: 'ios', knobs: { throwsSynchronously: true, syncFileErrors: 'returned' } },
  { device: 'ios', knobs: { neverAnswers: true, renameExisting: 'replace' } },
]

/** Phones with other limits of size: what finds those moves many bytes. */
export const wechatSizes: readonly WechatHostOptions[] = [
  { knobs: { maxDownloadBytes: 10 * mebibyte, maxTotalBytes: 20 * mebibyte } },
  { knobs: { maxDownloadBytes: 50 * mebibyte, maxTotalBytes: 20 * mebibyte, maxFileBytes: 5 * mebibyte } },
]

export const alipaySizes: readonly AlipayHostOptions[] = [
  { knobs: { maxDownloadBytes: 100 * mebibyte } },
  { knobs: { maxDownloadBytes: 200 * mebibyte, filePathLimits: 'ignored' } },
  {
    knobs: {
      maxDownloadBytes: 10 * mebibyte,
      maxFileBytes: Number.POSITIVE_INFINITY,
      maxTotalBytes: 30 * mebibyte,
    },
  },
]
