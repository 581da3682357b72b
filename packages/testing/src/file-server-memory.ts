import type { LinkLoad } from './file-server-link.js'
import { createMeeting, type Meeting } from './file-server-meeting.js'

/** What a server has to remember from one request to the next. */
export interface FileServerMemory {
  /** Counts a request for this address, query included. Returns which one it is, from 1. */
  nextAttempt(address: string): number
  /** The line of this name; it is there for as long as the server is. */
  link(name: string): LinkLoad
  /** The meeting of this name. */
  meeting(name: string): Meeting
}

export function createFileServerMemory(): FileServerMemory {
  const attempts = new Map<string, number>()
  const links = new Map<string, LinkLoad>()
  const meetings = new Map<string, Meeting>()
  return {
    nextAttempt: (address) => {
      const attempt = (attempts.get(address) ?? 0) + 1
      attempts.set(address, attempt)
      return attempt
    },
    link: (name) => {
      const known = links.get(name) ?? { carried: 0 }
      links.set(name, known)
      return known
    },
    meeting: (name) => {
      const known = meetings.get(name) ?? createMeeting()
      meetings.set(name, known)
      return known
    },
  }
}
