import { createListeners } from '@miniferry/demo/listeners'
import type { PhoneNetwork, PhoneSwitches } from '@miniferry/demo/phone-switches'
import { type AlipayHost, createMemoryDisk, type Disk, type WechatHost } from '@miniferry/download-simulator'

export type PhoneBody = ReturnType<typeof createPhoneBody>

interface AttachedApp {
  /** The phone is in another state. */
  update(): void
  /** Ends without a word. */
  kill(): void
}

/** The element of a frame with a phone. The presentation keeps the phone there; without a presentation there is none. */
export interface PhoneElement extends Element {
  phoneBody?: PhoneBody
}

/**
 * What of a simulated phone outlives the app on it.
 *
 * @param onChange - called when the phone is in another state
 * @param startApp - starts the app that has just been killed
 */
export function createPhoneBody(onChange: () => void, startApp: () => void) {
  let app: AttachedApp | undefined
  const state = {
    disk: ownRealmDisk(createMemoryDisk()),
    network: 'wifi' as PhoneNetwork,
    isBackground: false,
  }
  const change = (next: Partial<typeof state>) => {
    Object.assign(state, next)
    app?.update()
    onChange()
  }
  const killApp = () => {
    app?.kill()
    app = undefined
  }
  return Object.assign(state, {
    switchNetwork: (network: PhoneNetwork) => change({ network }),
    setBackground: (isBackground: boolean) => change({ isBackground }),
    /** Kills the app, and starts it again. */
    restartApp() {
      killApp()
      change({ isBackground: false })
      startApp()
    },
    /** The app that runs now; the one before is not told anything any more. */
    attach(next: AttachedApp) {
      app = next
    },
    /** Forgets the app and empties the disk: a new phone. */
    reset() {
      killApp()
      state.disk = ownRealmDisk(createMemoryDisk())
    },
  })
}

/**
 * A disk for another window: bytes that come in or go out are copied, so that each window has arrays of its own. Those of another
 * one fail `instanceof`, and would keep a closed frame alive.
 */
export function ownRealmDisk(disk: Disk): Disk {
  return {
    ...disk,
    read: (...place) => new Uint8Array(disk.read(...place)),
    write: (path, data) => disk.write(path, new Uint8Array(data)),
  }
}

/** Lets the phone and its host follow each other, and gives the app the switches of the phone. */
export function installPhone(host: AlipayHost | WechatHost, body: PhoneBody): void {
  const { simulate } = host
  const { tell, watch } = createListeners()
  const update = () => {
    simulate.network(body.network)
    if (body.isBackground) simulate.background()
    else simulate.foreground()
    tell()
  }
  update()
  body.attach({ update, kill: () => simulate.kill() })

  const simulatedPhone: PhoneSwitches = {
    get network() {
      return body.network
    },
    switchNetwork: body.switchNetwork,
    leaveApp: () => body.setBackground(true),
    restartApp: body.restartApp,
    watch,
  }
  Object.assign(host, { simulatedPhone })
}
