import type { Destination, DestinationSource, Outcome } from './destination.js'
import { fetchWhole, type WholeResponse } from './fetch-whole.js'
import type { Job } from './job.js'
import { checkClaim, discardFile } from './temporary-file.js'
import { verifyChecksum } from './verify-file.js'

const destination: Destination = {
  fetch: async (attempt) => checkTemporary(attempt.job, await fetchWhole(attempt)),
}

/** A download without `filePath`: one request, whose file is checked and stays where the host has put it. */
export const temporaryFiles: DestinationSource = { destinationOf: () => destination }

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
