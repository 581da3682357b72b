import { actionsFor, extensionOf } from '../file-actions.js'
import { formatBytes, formatDuration, formatSpeed } from '../format.js'
import type { Messages } from '../messages/messages.js'
import { type DownloadEntry, stateOf } from './download-entry.js'
import { isNoise, sampleOf } from './samples.js'

/** A line of the list as the page shows it. */
export type EntryView = ReturnType<typeof viewEntry>

export function viewEntry(
  entry: DownloadEntry,
  text: Messages,
  { fileBytes, canShare }: { fileBytes: number; canShare: boolean },
  now: number,
) {
  const { key, order, outcome } = entry.record
  const sample = sampleOf(order.sample, fileBytes, order.url)
  const fileName = outcome?.file?.fileName ?? sample.path.slice(1)
  const { written, total } = bytesOf(entry)
  const state = stateOf(entry)
  const isRetrying = state === 'waiting' && entry.download?.waitingFor === 'retry'
  const problem = outcome ?? (isRetrying ? entry.retry?.error : undefined)
  /** Of a failure, or of the one that is the reason for a repetition. */
  const code = state === 'aborted' ? '' : (problem?.code ?? '')
  const percent = total === undefined || total === 0 ? 0 : Math.floor((written / total) * 100)
  return {
    key,
    sample: order.sample,
    fileName,
    ...kindOf(fileName),
    /** What can be done with the file, once it is there. */
    actions: outcome?.file === undefined ? [] : actionsFor(fileName, canShare, isNoise(sample)),
    state,
    /** Width of the bar, 0 to 100. */
    percent,
    percentText: total === undefined ? '' : `${percent}%`,
    bytes: sizesOf(written, total),
    status: statusOf(entry, text.downloads, now),
    badges: badgesOf(entry, text.downloads, fileBytes),
    code,
    errMsg: code === '' ? '' : (problem?.errMsg ?? ''),
  }
}

/** Of tiles, by what is on them. */
const colors: Readonly<Record<string, string>> = {
  MP4: '#4f46e5',
  MP3: '#be185d',
  ZIP: '#0369a1',
  PDF: '#0f766e',
  GLB: '#b45309',
  PNG: '#a21caf',
  JPG: '#a21caf',
}

/** `MP4`, and its color. */
export function kindOf(fileName: string): { kind: string; color: string } {
  const kind = extensionOf(fileName).slice(0, 4).toUpperCase()
  return { kind, color: colors[kind] ?? '#475569' }
}

function bytesOf({ record, download }: DownloadEntry): { written: number; total: number | undefined } {
  if (record.outcome !== undefined) return { written: record.outcome.written, total: record.outcome.total }
  return {
    written: download?.progress.totalBytesWritten ?? 0,
    total: download?.progress.totalBytesExpectedToWrite,
  }
}

/** `1.50 MB / 4.00 MB`; one number where the other says nothing. */
function sizesOf(written: number, total: number | undefined): string {
  if (total === undefined) return written === 0 ? '' : formatBytes(written)
  return written === total ? formatBytes(total) : `${formatBytes(written)} / ${formatBytes(total)}`
}

function statusOf(entry: DownloadEntry, text: Messages['downloads'], now: number): string {
  const state = stateOf(entry)
  if (state === 'active') return paceOf(entry, text)
  if (state === 'waiting') return reasonOf(entry, text, now)
  const { outcome } = entry.record
  if (outcome?.state !== 'completed') return text.states[state]
  return `${text.states.completed} · ${text.took.replace('#', formatDuration(outcome.duration))}`
}

function paceOf({ download }: DownloadEntry, text: Messages['downloads']): string {
  const progress = download?.progress
  if (progress === undefined || progress.bytesPerSecond === 0) return text.connecting
  if (progress.progress === 100) return text.checking
  const { bytesPerSecond, secondsRemaining } = progress
  const speed = formatSpeed(bytesPerSecond)
  if (secondsRemaining === undefined) return speed
  const left =
    secondsRemaining < 100
      ? text.secondsLeft.replace('#', String(Math.ceil(secondsRemaining)))
      : text.minutesLeft.replace('#', String(Math.ceil(secondsRemaining / 60)))
  return `${speed} · ${left}`
}

function reasonOf(
  { record, download, retry }: DownloadEntry,
  text: Messages['downloads'],
  now: number,
): string {
  switch (download?.waitingFor) {
    case 'network':
      return record.order.wifiOnly ? text.waitForWifi : text.waitForNetwork
    case 'foreground':
      return text.waitForForeground
    default: {
      const seconds = Math.max(0, Math.ceil(((retry?.at ?? now) - now) / 1000))
      return text.retryIn.replace('#', String(seconds))
    }
  }
}

function badgesOf(
  { record, download, isRestored, addresses = 0 }: DownloadEntry,
  text: Messages['downloads'],
  fileBytes: number,
) {
  const { order, outcome } = record
  const attempts = outcome?.attempts ?? download?.attempts ?? 0
  const attemptsText = outcome === undefined ? text.attempt : text.attempts
  const resumed = outcome?.resumedBytes ?? 0
  const { checksum } = sampleOf(order.sample, fileBytes)
  const isChecked = checksum !== undefined && outcome?.state === 'completed'
  /** The last part of a class name, the words, and whether they hold. */
  const badges: ['plain' | 'good' | 'restored', string, boolean | undefined][] = [
    ['restored', text.restored, isRestored],
    ['plain', text.urgent, order.isUrgent],
    ['plain', text.wifiOnly, order.wifiOnly],
    ['plain', attemptsText.replace('#', String(attempts)), attempts > 1],
    ['restored', text.address.replace('#', String(addresses)), addresses > 0],
    ['good', text.resumed.replace('#', formatBytes(resumed)), resumed > 0],
    ['good', text.digestHolds, isChecked],
  ]
  return badges.filter(([, , holds]) => holds).map(([kind, words]) => ({ kind, text: words }))
}
