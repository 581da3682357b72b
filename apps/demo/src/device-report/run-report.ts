import { probeNames, probeRename, probeSpeed } from './file-probes.js'
import { type NativeHost, wordsOf } from './native-call.js'
import {
  probeAbort,
  probeParallel,
  probeRange,
  probeStatus,
  probeTimeouts,
  probeTotal,
} from './network-probes.js'
import { createProbing, type Findings } from './probing.js'

/** In their order: what takes long is last. */
export const probes = [
  probeRange,
  probeStatus,
  probeTotal,
  probeAbort,
  probeParallel,
  probeRename,
  probeNames,
  probeSpeed,
  probeTimeouts,
]

export interface ReportRun {
  /** Before each probe. */
  onStep(index: number): void
  /** With all that is known by now. */
  onFindings(findings: Findings): void
  isStopped(): boolean
}

/** Asks the phone one thing after the other. Resolves with why the file server cannot be reached, or with `undefined`. */
export async function runReport(
  native: NativeHost,
  server: string,
  { onStep, onFindings, isStopped }: ReportRun,
): Promise<string | undefined> {
  const probing = createProbing(native, server)
  const removeFolder = () => probing.file('rmdir', { dirPath: probing.at(''), recursive: true })
  const first = await probing.download('/file?size=1000')
  if (first.end !== 'success') return wordsOf(first)
  await removeFolder()
  await probing.file('mkdir', { dirPath: probing.at(''), recursive: true })
  let findings: Findings = {}
  for (const [index, probe] of probes.entries()) {
    if (isStopped()) break
    onStep(index)
    // Where a probe cannot cope with an answer, its questions stay open.
    findings = { ...findings, ...(await probe(probing).catch(() => ({}))) }
    onFindings(findings)
  }
  await removeFolder()
  return undefined
}
