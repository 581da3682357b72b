import type { Destination, DestinationSource, Outcome } from './destination.js'
import { fetchWhole, type WholeResponse } from './fetch-whole.js'
import type { Attempt, Job } from './job.js'
import { checkClaim, discardFile } from './temporary-file.js'
import { verifyChecksum } from './verify-file.js'

const destination: Destination = { fetch: fetchTemporary }

/** A download without `filePath`: one request, whose file is checked and stays where the host has put it. */
export const temporaryFiles: DestinationSource = { destinationOf: () => destination }

/** An attempt whose file is temporary. */
export async function fetchTemporary(attempt: Attempt): Promise<Outcome> {
  return checkTemporary(attempt.job, await fetchWhole(attempt))
}

/** Checks the file of a response, and removes it if it is not what it has to be. */
export async function checkTemporary(job: Job, { response, size }: WholeResponse): Promise<Outcome> {
  const path = String(response.tempFilePath)
  try {
    await verifyChecksum(job, path, size)
    checkClaim(job, path)
    return { result: { ...response, path }, size }
  } catch (error) {
    await discardFile(job, path)
    throw error
  }
}
