import { displayWidth } from './table.js'

/** A line of the terminal that is drawn again and again; where there is no terminal, only its last state is. */
export interface ProgressLine {
  update(text: string): void
  end(text: string): void
}

/** The part of `process.stdout` that is used. */
export interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export function startProgressLine(output: Output): ProgressLine {
  return {
    update(text) {
      // A line that wraps could not be drawn over.
      if (output.isTTY && displayWidth(text) < (output.columns ?? 80)) output.write(`\r\u001b[2K${text}`)
    },
    end(text) {
      output.write(`${output.isTTY ? '\r\u001b[2K' : ''}${text}\n`)
    },
  }
}

const barWidth = 28

/** `████████░░░░`; all grey where the progress is not known. */
export function drawBar(progress: number | undefined): string {
  const filled = Math.round(((progress ?? 0) / 100) * barWidth)
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled)
}
