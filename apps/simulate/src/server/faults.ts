import { bodyFaults } from './body-faults.js'
import type { Fault } from './fault.js'
import { linkFaults } from './link-faults.js'
import { rangeFaults } from './range-faults.js'
import { statusFaults } from './status-faults.js'

const all = { ...linkFaults, ...statusFaults, ...bodyFaults, ...rangeFaults }

export type FaultName = keyof typeof all

/** Everything that may go wrong with one request. */
export const faults: Readonly<Record<FaultName, Fault>> = all

export const faultNames = Object.keys(all) as readonly FaultName[]
