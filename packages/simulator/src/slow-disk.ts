import type { FileArguments } from './file-operations.js'
import type { HostContext } from './host-context.js'

/** Does the work of an asynchronous file operation: at once, or when `fileDelay` is over. */
export function onSlowDisk({ clock, knobs }: HostContext, work: () => void): void {
  if (knobs.fileDelay > 0) clock.setTimeout(work, knobs.fileDelay)
  else work()
}

/** What the call was passed, as it is now: what the app does to its buffer while the disk takes its time changes nothing. */
export function optionsForLater<Options extends FileArguments>(
  { knobs }: HostContext,
  passed: Options,
): Options {
  // By its name, since it may be of another realm, as in a page under jsdom.
  const isBuffer = Object.prototype.toString.call(passed.data) === '[object ArrayBuffer]'
  if (!isBuffer || !(knobs.fileDelay > 0)) return { ...passed }
  return { ...passed, data: (passed.data as ArrayBuffer).slice(0) }
}
