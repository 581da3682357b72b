import { originOf } from '../downloader/host-traffic.js'
import type { Context, Job } from '../downloader/job.js'
import { type KnownFile, unknownFile } from '../downloader/judge-response.js'
import type { Response } from '../downloader/send-request.js'
import { discardFile } from '../downloader/temporary-file.js'
import { type DownloadRecord, type Records, recordsOf } from './records.js'
import { createLink, createSegmentPace, type Link, type SegmentPace } from './segment-size.js'

/** What a downloader has learned of the ways to servers. */
export interface Links {
  /** `undefined` for a download that is not to be made of segments. */
  paceOf(job: Job): SegmentPace | undefined
}

/** Forgets what it knows when the network has changed. */
export function createLinks(): Links {
  let known = new Map<string, Link>()
  let changes = 0
  return {
    paceOf({ request: { resume }, address, context: { conditions } }) {
      if (!resume) return undefined
      if (conditions.changes !== changes) known = new Map()
      changes = conditions.changes
      const origin = originOf(address.url)
      const link = known.get(origin) || createLink()
      known.set(origin, link)
      return createSegmentPace(resume.segmentSize, resume.parallel, link)
    },
  }
}

/** What a download with `filePath` has from attempt to attempt. */
export interface Part {
  readonly job: Job
  readonly records: Records
  /** Where the bytes of the unfinished download are. */
  readonly path: string
  record: DownloadRecord | undefined
  /** The one that it asks now. */
  server: Server
  /** Those that it has asked, by origin: addresses may take turns. */
  readonly servers: Map<string, Server>
  /** What the responses so far have told of the file. */
  known: KnownFile
  /** Segments that are under way or have landed and wait for those before them, by their first byte. */
  readonly segments: Map<number, Segment>
  /** Bytes that it has had at most: only what goes beyond them is progress. */
  furthest: number
  /** Whether its bytes are those of a download that has failed: the server may have another version by now. */
  isKept: boolean
  /** Temporary files that could not be removed yet, as on a full disk. */
  leftovers: string[]
  /** What the server calls the file, where its folder was asked for. */
  fileName: string | undefined
}

/** What a download knows of the server that it asks. A mirror is another one. */
export interface Server {
  pace: SegmentPace | undefined
  /** Whether ranges are of no use with it. */
  isPlain: boolean
  /** How often it has been asked for the whole file because it refused a range. */
  plainRequests: number
  /** Whether it refuses a second request beside another. */
  isSingle: boolean
}

/** A ranged request of a download. */
export interface Segment {
  /** The byte after its last. */
  end: number
  written: number
  /** When a response began to come: milliseconds since 1970. */
  answered?: number
  /** Whether the rest of it comes before another request would be answered. */
  isEnding?: boolean
  /** Fires when that is to be expected, as the bytes came so far. */
  timer?: unknown
  /** What came, once it is all there. */
  response?: Response
}

export function createPart(job: Job, record: DownloadRecord | undefined, links: Links): Part {
  const { context, id } = job
  const servers: Part['servers'] = new Map()
  return {
    job,
    records: recordsOf(context.platform, context.folder()),
    path: partPath(context, id),
    record,
    server: serverOf({ job, servers }, links),
    servers,
    known: unknownFile,
    segments: new Map(),
    furthest: 0,
    fileName: record?.fileName,
    isKept: false,
    leftovers: [],
  }
}

/** The server that the requests of a job go to now. */
export function serverOf({ job, servers }: Pick<Part, 'job' | 'servers'>, links: Links): Server {
  const origin = originOf(job.address.url)
  const server = servers.get(origin) || {
    pace: links.paceOf(job),
    isPlain: false,
    plainRequests: 0,
    isSingle: false,
  }
  servers.set(origin, server)
  return server
}

/** The name is short, however long that of the file is. */
export function partPath({ folder }: Pick<Context, 'folder'>, id: string): string {
  return `${folder()}/${id}.part`
}

/** Writes the record: of what is known now, and nothing else. A restored download keeps its turn. */
export async function note(part: Part, facts: Omit<DownloadRecord, 'request' | 'turn'> = {}): Promise<void> {
  const { job, records } = part
  const { fileName } = part
  part.record = { ...emptyRecord(part), ...(fileName !== undefined && { fileName }), ...facts }
  await records.set(job.id, part.record)
}

/** A record that says nothing of a part file. */
export function emptyRecord({ job, record }: Part): DownloadRecord {
  return { request: job.stored, turn: record?.turn || [job.added, job.order] }
}

/** Removes the part file. */
export async function unlinkPart({ job, records, path }: Part): Promise<void> {
  if (!records.parts.has(job.id)) return
  await job.context.platform.files.unlink(path)
  records.parts.delete(job.id)
}

/** Forgets the segments that have landed. */
export async function discardSegments(part: Part): Promise<void> {
  const { job, segments, leftovers } = part
  const paths = [...leftovers, ...[...segments.values()].map(({ response }) => response?.tempFilePath)]
  part.known = unknownFile
  segments.clear()
  part.leftovers = []
  for (const path of paths) await discardFile(job, path || undefined)
}

/**
 * Removes all that a download has left behind; what cannot be removed is left to `restore`, which goes by the record. The part file goes
 * first: where the disk is full, it makes the room that the rest needs to be moved out of the host's temporary files.
 */
export async function removePart(part: Part): Promise<void> {
  const { job, records } = part
  await unlinkPart(part).catch(ignore)
  if (records.get(job.id)) await records.set(job.id, undefined).catch(ignore)
  await discardSegments(part)
}

function ignore(): undefined {}
