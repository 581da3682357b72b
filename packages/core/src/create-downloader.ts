import { asRecord, createWarning } from './binding/host.js'
import { snapshotOptions } from './download-file/options.js'
import { createIntake } from './downloader/add-download.js'
import { createConditions } from './downloader/conditions.js'
import { sourceOf } from './downloader/destination.js'
import type { Download } from './downloader/download.js'
import type { Downloader, DownloaderConfig } from './downloader/downloader.js'
import { createEvents } from './downloader/events.js'
import { temporaryFiles } from './downloader/fetch-whole.js'
import { hostTraffic } from './downloader/host-traffic.js'
import type { Context, Job } from './downloader/job.js'
import { hostPaths } from './downloader/paths.js'
import { comesBefore } from './downloader/priority-queue.js'
import type { DownloadRequest } from './downloader/request.js'
import { createRequestResolver, validateConfig } from './downloader/resolve-request.js'
import { createScheduler } from './downloader/scheduler.js'
import type { Platform } from './platform.js'
import { restoreDownloads } from './resume/restore.js'
import { createResume } from './resume/resume.js'

/** Puts a downloader together for a platform. Throws for a setting that is not what it has to be. */
export function createDownloader(config: DownloaderConfig & { readonly platform: Platform }): Downloader {
  const { platform, concurrency, directory, cache } = config
  const warn = createWarning()
  validateConfig(config, platform, warn)

  let isPaused = false
  const folder = (): string => `${directory || `${platform.userDataPath()}/miniferry`}/downloads`
  const resume = createResume({ platform, folder }, config.partMaxAge)
  const context: Context = {
    platform,
    conditions: createConditions(platform, () => scheduler.reconsider()),
    traffic: hostTraffic(platform),
    paths: hostPaths(platform),
    events: createEvents(warn),
    sources: [resume, ...(cache ? [sourceOf(cache)] : []), temporaryFiles],
    folder,
    warn,
  }
  const scheduler = createScheduler(context, concurrency, (job) => intake.forget(job))
  const intake = createIntake(
    context,
    scheduler,
    createRequestResolver(config, platform, warn),
    () => isPaused,
  )

  const downloadsOf = (jobs: Iterable<Job>): Download[] => {
    const downloads: Download[] = []
    for (const { handles } of jobs) for (const { download } of handles) downloads.push(download)
    return downloads
  }

  return {
    download(request) {
      const given = snapshotOptions(typeof request === 'string' ? { url: request } : request)
      // What is no object has no url, which is its error.
      return intake.add(asRecord(given) as unknown as DownloadRequest)
    },
    get downloads() {
      const rank = (job: Job): number => (job.state === 'active' ? 0 : 1)
      return downloadsOf(
        [...scheduler.jobs].sort(
          (one, other) => rank(one) - rank(other) || (comesBefore(one, other) ? -1 : 1),
        ),
      )
    },
    pause() {
      isPaused = true
      scheduler.batch(() => {
        for (const download of downloadsOf(scheduler.jobs)) download.pause()
      })
    },
    resume() {
      isPaused = false
      scheduler.batch(() => {
        for (const download of downloadsOf(scheduler.jobs)) download.resume()
      })
    },
    abort() {
      scheduler.batch(() => {
        for (const job of [...scheduler.jobs]) scheduler.abort(job)
      })
    },
    restore: () =>
      restoreDownloads(context, resume.partMaxAge, (found) => {
        const downloads: Download[] = []
        scheduler.batch(() => {
          for (const { id, record, written } of found) {
            if (context.paths.reserved.has(id)) continue
            const { request, total } = record
            const destinationOf = (job: Job) => resume.continue(job, record)
            downloads.push(intake.add(request, { written, total, destinationOf }))
          }
        })
        return downloads
      }),
    on: context.events.on,
  }
}
