import { bodyFaults } from './body-faults.js'
import type { Fault } from './fault.js'
import { linkFaults } from './link-faults.js'
import { rangeFaults } from './range-faults.js'
import { statusFaults } from './status-faults.js'

const all = { ...linkFaults, ...statusFaults, ...bodyFaults, ...rangeFaults }

export type FaultName = keyof typeof all

/** Everything that may go wrong with one request. */
export const faults: Readonly<Record<FaultName, Fault>> = all

const namesOf = (some: Partial<typeof all>): readonly FaultName[] => Object.keys(some) as FaultName[]

export const faultNames: readonly FaultName[] = namesOf(all)
export const linkFaultNames: readonly FaultName[] = namesOf(linkFaults)
export const bodyFaultNames: readonly FaultName[] = namesOf(bodyFaults)
export const rangeFaultNames: readonly FaultName[] = namesOf(rangeFaults)
