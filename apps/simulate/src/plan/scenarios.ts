import { bodyFaults, type FaultName, faults, linkFaults, rangeFaults } from '../server/faults.js'
import type { EventKind } from './draw-events.js'

const names = (kinds: object): FaultName[] => Object.keys(kinds) as FaultName[]

/** Files in parts, on servers that change and send what is wrong. */
const parts = {
  /** How often it is drawn. */
  weight: 2,
  /** How many of the requests have a path. */
  paths: 0.95,
  /** How many of the downloaders have a cache. */
  caches: 0,
  /** How many of the clients are of today. */
  modern: 0.9,
  /** How many of the knobs are not as they are by default: one of these. */
  oddKnobs: [0, 0.05, 0.15],
  /** How many of the resources are served as they should be. */
  orderly: 0.5,
  sizes: [3000, 9000, 9000, 20_000, 20_000],
  faults: [...names(linkFaults), ...names(bodyFaults), ...names(rangeFaults), ...names(rangeFaults)],
  /** Kinds of events, and their weights. */
  events: {
    'new version': 4,
    pause: 1,
    kill: 2,
    network: 1,
    background: 1,
    ask: 1,
    abort: 1,
    restore: 1,
    'full disk': 1,
    'lost files': 1,
  } as Partial<Record<EventKind, number>>,
  /** How many of these kinds a run has: one of these. */
  eventShares: [0.15, 0.3, 0.6],
  /** How many requests there are at most. */
  requests: 4,
  /** How many of them have a cache mode that is not the default. */
  cacheModes: 0,
  /** How often a file changes in the midst of its download: one of these. */
  changes: [0, 0.05, 0.2],
  /** Bytes a millisecond: one of these. Segments grow with the pace of the link. */
  rates: [1, 0.5, 2, 5],
  /** Milliseconds after which faults stop: one of these. */
  lengths: [10_000, 30_000],
}

/** What a run is about. Where anything may happen, what matters most happens too seldom. */
export type Scenario = typeof parts

/** Files that are kept, and asked for again and again. */
const cache: Scenario = {
  weight: 1,
  paths: 0.1,
  caches: 1,
  modern: 0.8,
  oddKnobs: [0, 0.1, 0.4],
  orderly: 0.5,
  sizes: [3000, 0, 1, 700, 3000, 9000, 20_000],
  faults: names(faults),
  events: {
    ask: 5,
    cache: 2,
    'new version': 1,
    kill: 2,
    'lost files': 1,
    'full disk': 1,
    'broken disk': 1,
    network: 1,
    abort: 1,
  },
  eventShares: [0.4, 0.7, 1],
  requests: 3,
  cacheModes: 0.25,
  changes: [0],
  rates: [10, 2, 200],
  lengths: [20_000, 60_000, 200_000],
}

const anything: Scenario = {
  weight: 2,
  paths: 0.65,
  caches: 0.5,
  modern: 0.65,
  oddKnobs: [0.05, 0.15, 0.4],
  orderly: 0.65,
  sizes: [3000, 0, 1, 700, 9000, 20_000, 20_000, 50_000, 50_000, 120_000],
  faults: names(faults),
  events: {
    ask: 1,
    pause: 1,
    abort: 1,
    signal: 1,
    'pause all': 1,
    'abort all': 1,
    restore: 1,
    background: 1,
    network: 1,
    kill: 1,
    'broken disk': 1,
    'full disk': 1,
    'lost files': 1,
    'new version': 1,
    'direct download': 1,
    cache: 1,
    'stubborn host': 1,
  },
  eventShares: [0.15, 0.3, 0.6],
  requests: 6,
  cacheModes: 0.4,
  changes: [0, 0, 0.1],
  rates: [2, 0.5, 5, 20, 200],
  lengths: [4000, 20_000, 60_000],
}

export const scenarios: readonly Scenario[] = [parts, cache, anything]
