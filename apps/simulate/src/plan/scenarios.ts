import { bodyFaults, type FaultName, faults, linkFaults, rangeFaults } from '../server/faults.js'

const named = (kinds: object): FaultName[] => Object.keys(kinds) as FaultName[]
const everyFault = named(faults)
const partFaults = [linkFaults, bodyFaults, rangeFaults, rangeFaults].flatMap(named)

/**
 * What a run is about: files in parts on servers that change and send what is wrong; files that are cached, and asked for again and again; anything.
 * Where anything may happen, what matters most happens too seldom. Arrays in arrays: one of these is drawn.
 */
const table = {
  names: ['parts', 'cache', 'anything'],
  weights: [2, 1, 2],
  /** How many of the requests have a path. */
  paths: [0.95, 0.1, 0.65],
  /** How many of the downloaders have a cache. */
  caches: [0, 1, 0.5],
  /** How many of the clients are of today. */
  modern: [0.9, 0.8, 0.65],
  /** How many of the knobs are not as they are by default. */
  oddKnobs: [
    [0, 0.05, 0.15],
    [0, 0.1, 0.4],
    [0.05, 0.15, 0.4],
  ],
  /** How many of the resources are served as they should be. */
  orderly: [0.5, 0.5, 0.65],
  /** Bytes. */
  sizes: [
    [3000, 9000, 9000, 20_000, 20_000],
    [3000, 0, 1, 700, 3000, 9000, 20_000],
    [3000, 0, 1, 700, 9000, 20_000, 20_000, 50_000, 50_000, 120_000],
  ],
  faults: [partFaults, everyFault, everyFault],
  /** How many of its kinds of events a run has. */
  eventShares: [
    [0.15, 0.3, 0.6],
    [0.4, 0.7, 1],
    [0.15, 0.3, 0.6],
  ],
  /** How many requests there are at most. */
  requests: [4, 3, 6],
  /** How many of them have a cache mode that is not the default. */
  cacheModes: [0, 0.25, 0.4],
  /** How often a file changes in the midst of its download. */
  changes: [[0, 0.05, 0.2], [0], [0, 0, 0.1]],
  /** Bytes a millisecond. Segments grow with the pace of the link. */
  rates: [
    [1, 0.5, 2, 5],
    [10, 2, 200],
    [2, 0.5, 5, 20, 200],
  ],
  /** Milliseconds after which faults stop. */
  lengths: [
    [10_000, 30_000],
    [20_000, 60_000, 200_000],
    [4000, 20_000, 60_000],
  ],
}

type Table = typeof table

/** One column of the table; `index` says which. */
export type Scenario = { readonly [Row in keyof Table]: Table[Row][number] } & { readonly index: number }

export const scenarios = table.names.map((_, index) => {
  const cells = Object.entries(table).map(([row, values]) => [row, values[index]])
  return { ...Object.fromEntries(cells), index } as Scenario
})
