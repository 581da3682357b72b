import type { Random } from '../run/random.js'

/** How unreliably the host calls back, besides what its knobs make of it. Milliseconds are the most that a single callback takes. */
export interface MischiefPlan {
  /** Of a file call until it is done. Each takes its own time, so calls overtake each other. */
  readonly fileDelay: number
  /** Of a file call, from when it is done until that is told. */
  readonly fileNews: number
  /** Of the end of a download or request until it is told. */
  readonly outcomeNews: number
  /** Of a progress event: later ones overtake it. */
  readonly progressNews: number
  /** How often something is told twice, or its contrary after it. */
  readonly repeats: number
  /** How often a failure is told first, where the file has come. */
  readonly contradicts: number
  /** How often a file call is never told about. Nobody can go on from there, until the app is killed. */
  readonly loses: number
  /** How the host says on which network it is. */
  readonly networkAnswer: 'prompt' | 'late' | 'never'
}

/** Most worlds have a little of it, and few have all. */
export function drawMischief(random: Random): MischiefPlan {
  const sometimes = (probability: number, most: number): number =>
    random.chance(probability) ? random.integer(1, most) : 0
  return {
    fileDelay: sometimes(0.4, 400),
    fileNews: sometimes(0.2, 300),
    outcomeNews: sometimes(0.2, 2000),
    progressNews: sometimes(0.2, 1000),
    repeats: random.chance(0.2) ? random.fraction() : 0,
    contradicts: random.chance(0.1) ? random.fraction() / 2 : 0,
    loses: random.chance(0.05) ? 0.02 : 0,
    networkAnswer: random.pick(['prompt', 'prompt', 'prompt', 'late', 'never']),
  }
}
