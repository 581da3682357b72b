import { describe, expect, it } from 'vitest'
import type { ContractSubject } from './contract-subject.js'
import { describeDownloadContract } from './download-contract.js'
import { describeHostFaultsContract } from './host-faults-contract.js'
import { describeServiceContract } from './service-contract.js'

/** All that a platform has to do, run over its simulated host. */
export function describePlatformContract(subject: ContractSubject): void {
  describeDownloadContract(subject)
  describeHostFaultsContract(subject)
  describeServiceContract(subject)

  describe(`${subject.name} gaps`, () => {
    it('each have a reason', () => {
      for (const reason of Object.values(subject.gaps)) expect(reason).toMatch(/\w+ \w+/)
    })
  })
}
