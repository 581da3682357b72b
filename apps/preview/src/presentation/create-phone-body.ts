import type { PhoneNetwork } from '@miniferry/demo/phone-switches'
import { createMemoryDisk, type Disk } from '@miniferry/download-simulator'
import { ownRealmDisk } from '../phone/own-realm-disk.js'
import type { AttachedApp, PhoneBody } from '../phone/phone-body.js'

/** A phone of the presentation, which can also be made as good as new. */
export interface OwnedPhoneBody extends PhoneBody {
  /** Forgets the app and empties the disk. */
  reset(): void
}

/**
 * @param onChange - called when the phone is in another state
 * @param startApp - starts the app that has just been killed
 */
export function createPhoneBody(onChange: () => void, startApp: () => void): OwnedPhoneBody {
  let app: AttachedApp | undefined
  let disk: Disk = ownRealmDisk(createMemoryDisk())
  let network: PhoneNetwork = 'wifi'
  let isBackground = false

  const changed = () => {
    app?.update()
    onChange()
  }
  const killApp = () => {
    app?.kill()
    app = undefined
  }
  return {
    get disk() {
      return disk
    },
    get network() {
      return network
    },
    get isBackground() {
      return isBackground
    },
    switchNetwork(next) {
      network = next
      changed()
    },
    setBackground(next) {
      isBackground = next
      changed()
    },
    restartApp() {
      killApp()
      isBackground = false
      onChange()
      startApp()
    },
    attach(next) {
      app = next
    },
    reset() {
      killApp()
      disk = ownRealmDisk(createMemoryDisk())
    },
  }
}
