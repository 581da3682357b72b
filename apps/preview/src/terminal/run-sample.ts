import { defaultServer } from '@miniferry/demo/server-address'
import {
  type DownloadFileOptions,
  type DownloadFileResult,
  type DownloadTask,
  isDownloadError,
} from '@miniferry/download-wechat'
import { drawBar, type Output, startProgressLine } from './progress-line.js'
import type { SampleDownload } from './sample-downloads.js'

/** A platform in this process: its binding over its simulated host. */
export interface TerminalPlatform {
  readonly name: string
  readonly userDataPath: string
  downloadFile(options: DownloadFileOptions): DownloadTask
  /** The bytes of a temporary or user file. */
  readFile(path: string): Uint8Array | undefined
}

export interface SampleOutcome {
  /** A row of the table: platform, file, status, bytes, time, speed, path. */
  readonly cells: readonly string[]
  /** What is not as it should be; `undefined` if all is well. */
  readonly problem?: string
}

/** Downloads one sample with a progress bar, and says whether it came back as expected. */
export async function runSample(
  platform: TerminalPlatform,
  sample: SampleDownload,
  output: Output,
): Promise<SampleOutcome> {
  const { name, target, fileName } = sample
  const line = startProgressLine(output)
  const label = `${platform.name.padEnd(7)} ${name}`
  const start = performance.now()
  const task = platform.downloadFile({
    url: target.startsWith('/') ? defaultServer + target : target,
    ...(fileName === undefined ? {} : { filePath: `${platform.userDataPath}/${fileName}` }),
  })
  task.onProgressUpdate(({ progress, totalBytesWritten }) => {
    const seconds = (performance.now() - start) / 1000
    const percent = progress === undefined ? '' : `${Math.round(progress)}%`
    line.update(
      `${drawBar(progress)} ${percent.padStart(4)}  ${formatSpeed(totalBytesWritten / seconds)}  ${label}`,
    )
  })

  try {
    const result = await task
    const time = performance.now() - start
    const path = result.filePath ?? result.tempFilePath ?? ''
    const bytes = platform.readFile(path)?.length
    line.end(`${drawBar(100)} 100%  ${label}`)
    const problem = findProblem(sample, result, bytes)
    return {
      cells: [
        platform.name,
        name,
        String(result.statusCode ?? 'none'),
        bytes === undefined ? 'no file' : bytes.toLocaleString('en'),
        `${Math.round(time)} ms`,
        bytes === undefined ? '' : formatSpeed((bytes / time) * 1000),
        path,
      ],
      ...(problem === undefined ? {} : { problem: `${platform.name} ${name}: ${problem}` }),
    }
  } catch (error) {
    const time = performance.now() - start
    const code = isDownloadError(error) ? error.code : String(error)
    line.end(`${drawBar(0)}    –  ${label}: ${code}`)
    const expected = 'code' in sample.expected ? sample.expected.code : `status ${sample.expected.statusCode}`
    const message = isDownloadError(error) ? error.errMsg : ''
    return {
      cells: [platform.name, name, code, '', `${Math.round(time)} ms`, '', message],
      ...(code === expected
        ? {}
        : { problem: `${platform.name} ${name}: expected ${expected}, got ${code}` }),
    }
  }
}

function findProblem(
  { expected }: SampleDownload,
  { statusCode }: DownloadFileResult,
  bytes: number | undefined,
): string | undefined {
  if ('code' in expected) return `expected the error ${expected.code}, got status ${statusCode}`
  if (statusCode !== expected.statusCode) return `expected status ${expected.statusCode}, got ${statusCode}`
  if (bytes === undefined || bytes === 0) return 'there is no file'
  if (expected.bytes !== undefined && bytes !== expected.bytes)
    return `expected ${expected.bytes} bytes, got ${bytes}`
  return undefined
}

function formatSpeed(bytesPerSecond: number): string {
  return bytesPerSecond < 1e6
    ? `${Math.round(bytesPerSecond / 1000)} kB/s`
    : `${(bytesPerSecond / 1e6).toFixed(1)} MB/s`
}
