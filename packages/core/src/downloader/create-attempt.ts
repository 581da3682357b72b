import type { Attempt, Job, Surroundings } from './job.js'

/** The next attempt of a job. What hears of it is asked for at each event, since handles come and go. */
export function createAttempt(surroundings: Surroundings, job: Job, onProgress: () => void): Attempt {
  const { platform, gate, cache, partMaxAge, warn } = surroundings
  job.isContradicted = job.isRefused = false
  const stops = new Set<() => void>()
  const attempt: Attempt = {
    platform,
    gate,
    cache,
    partMaxAge,
    get folder() {
      return surroundings.folder
    },
    warn,
    job,
    isStopped: false,
    isAnswered: false,
    isAnnounced: false,
    isHeldBack: false,
    refusedHeader: {},
    stops,
    changes: gate.changes,
    stop() {
      attempt.isStopped = true
      for (const stop of [...stops]) stop()
    },
    onProgress,
    onHeaders(header) {
      if (attempt.isAnnounced) return
      attempt.isAnnounced = true
      for (const handle of job.handles) handle.headers(header)
    },
  }
  return attempt
}
