import { describe, expect, it } from 'vitest'
import { describeBadHostContract } from './bad-host-contract.js'
import { describeBareHostContract } from './bare-host-contract.js'
import type { ContractSubject } from './contract-subject.js'
import { describeDownloadContract } from './download-contract.js'
import { describeRequestContract } from './request-contract.js'
import { describeServiceContract } from './service-contract.js'

/** All that a platform has to do, run over its simulated host. */
export function describePlatformContract(subject: ContractSubject): void {
  describeDownloadContract(subject)
  describeBadHostContract(subject)
  describeBareHostContract(subject)
  describeRequestContract(subject)
  describeServiceContract(subject)

  describe(`${subject.name} gaps`, () => {
    it('each have a reason', () => {
      for (const reason of Object.values(subject.gaps)) expect(reason).toMatch(/\w+ \w+/)
    })
  })
}
