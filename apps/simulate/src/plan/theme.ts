import {
  bodyFaultNames,
  type FaultName,
  faultNames,
  linkFaultNames,
  rangeFaultNames,
} from '../server/faults.js'
import type { EventKind } from './draw-events.js'

/** What a world is about. Where anything may be and happen, what matters most happens too seldom. */
export interface Theme {
  /** How many of the wishes have a path. */
  readonly paths: number
  /** How many of the downloaders have a cache. */
  readonly caches: number
  /** How many of the clients are of today. */
  readonly modern: number
  /** How many of the knobs are not as they are by default: one of these. */
  readonly oddKnobs: readonly number[]
  /** How many of the resources are served as they should be. */
  readonly orderly: number
  readonly sizes: readonly number[]
  readonly faults: readonly FaultName[]
  readonly events: readonly EventKind[]
  /** How many of them a world has: one of these. */
  readonly eventShares: readonly number[]
  /** How many wishes there are at most. */
  readonly wishes: number
  /** How many of the requests have a cache mode that is not the default. */
  readonly cacheModes: number
  /** How often a file changes in the midst of its download: one of these. */
  readonly changes: readonly number[]
  /** Bytes a millisecond: one of these. Segments grow with the pace of the link. */
  readonly rates: readonly number[]
  /** Milliseconds after which all is calm: one of these. */
  readonly lengths: readonly number[]
}

/** Files in parts, on servers that change and lie. */
export const partsTheme: Theme = {
  paths: 0.95,
  caches: 0,
  modern: 0.9,
  oddKnobs: [0, 0.05, 0.15],
  orderly: 0.5,
  sizes: [3000, 9000, 9000, 20_000, 20_000],
  faults: [...linkFaultNames, ...bodyFaultNames, ...rangeFaultNames, ...rangeFaultNames],
  events: [
    'new version',
    'new version',
    'new version',
    'new version',
    'pause',
    'kill',
    'kill',
    'network',
    'background',
    'ask',
    'abort',
    'restore',
    'full disk',
    'lost files',
  ],
  eventShares: [0.15, 0.3, 0.6],
  wishes: 4,
  cacheModes: 0,
  changes: [0, 0.05, 0.2],
  rates: [0.5, 1, 2, 5],
  lengths: [10_000, 30_000],
}

/** Files that are kept, and asked for again and again. */
export const cacheTheme: Theme = {
  paths: 0.1,
  caches: 1,
  modern: 0.8,
  oddKnobs: [0, 0.1, 0.4],
  orderly: 0.5,
  sizes: [0, 1, 700, 3000, 3000, 9000, 20_000],
  faults: faultNames,
  events: [
    'ask',
    'ask',
    'ask',
    'ask',
    'ask',
    'cache',
    'cache',
    'new version',
    'kill',
    'kill',
    'lost files',
    'full disk',
    'broken disk',
    'network',
    'abort',
  ],
  eventShares: [0.4, 0.7, 1],
  wishes: 3,
  cacheModes: 0.25,
  changes: [0],
  rates: [2, 10, 200],
  lengths: [20_000, 60_000, 200_000],
}

export const anyTheme: Theme = {
  paths: 0.65,
  caches: 0.5,
  modern: 0.65,
  oddKnobs: [0.05, 0.15, 0.4],
  orderly: 0.65,
  sizes: [0, 1, 700, 3000, 9000, 20_000, 20_000, 50_000, 50_000, 120_000],
  faults: faultNames,
  events: [
    'ask',
    'pause',
    'abort',
    'signal',
    'pause all',
    'abort all',
    'restore',
    'background',
    'network',
    'kill',
    'broken disk',
    'full disk',
    'lost files',
    'new version',
    'plain download',
    'cache',
    'stubborn host',
  ],
  eventShares: [0.15, 0.3, 0.6],
  wishes: 6,
  cacheModes: 0.4,
  changes: [0, 0, 0.1],
  rates: [0.5, 2, 5, 20, 200],
  lengths: [4000, 20_000, 60_000],
}
