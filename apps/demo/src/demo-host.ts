import type { PlatformName } from './device-report/questions.js'
import type { FileHost } from './file-actions.js'
import type { PhoneSwitches } from './phone-switches.js'

/** What each native project says of its host, so that no page names `wx` or `my`. */
interface HostCalls {
  readonly platform: PlatformName
  /** `wx` or `my` as it is. */
  native(): FileHost
  device(): DeviceNames
  /** The language of the phone, such as `zh_CN` or `en`; empty where the host does not say. */
  language(): string
  readStorage(key: string): unknown
  writeStorage(key: string, value: string): void
  setTitle(title: string): void
  /** Puts a text on the clipboard of the phone. */
  copyText(text: string, done: () => void): void
}

/** What the pages need of the mini-program host besides downloads. */
export interface DemoHost extends Omit<HostCalls, 'device'> {
  device(): DeviceFacts
  /** Where the app may write, for the `filePath` option. */
  userDataPath(): string
  /** Replaces the current page; `path` begins with a slash. */
  openPage(path: string): void
  /** Whether a file can be sent to a chat: WeChat. */
  canShare(): boolean
  /** Where the user allows what was refused. */
  openSettings(): void
  /** Tells the language of the page to who can use it: mini-programs have no `lang`, a browser has. */
  setLanguage(language: 'zh' | 'en'): void
  /** Succeeds where there is nothing. */
  removeFile(path: string): void
  /** Only where the phone is simulated. */
  phone(): PhoneSwitches | undefined
}

/** In the words of the host; empty where it does not say. */
interface DeviceNames {
  /** `WeChat 8.0.60`. */
  readonly client: string
  /** The version of the JavaScript framework inside it. */
  readonly baseLibrary: string
  /** `ios`, `android`, `devtools`, … */
  readonly device: string
  readonly brand: string
  readonly model: string
  /** `iOS 18.1`. */
  readonly system: string
}

/** Who we are running on. Nothing in it tells whose phone it is. */
export interface DeviceFacts extends Pick<DeviceNames, 'client' | 'baseLibrary' | 'device'> {
  /** With the brand. */
  readonly model: string
  /** `iOS 18.1`, or as much of it as the host says. */
  readonly system: string
  readonly isSimulated: boolean
}

function describeDevice({ brand, model, system, ...names }: DeviceNames, isSimulated: boolean): DeviceFacts {
  return {
    ...names,
    model: model.includes(brand) ? model : `${brand} ${model}`,
    system: system || names.device,
    isSimulated,
  }
}

export function createDemoHost(calls: HostCalls): DemoHost {
  const { native } = calls
  return {
    ...calls,
    // No member of a real host.
    device: () => describeDevice(calls.device(), Reflect.has(native(), 'simulate')),
    userDataPath: () => native().env.USER_DATA_PATH,
    openPage: (url) => void native().redirectTo({ url }),
    canShare: () => native().shareFileMessage !== undefined,
    openSettings: () => void native().openSetting({ fail() {} }),
    // Brought along by the preview.
    setLanguage: (language) => Reflect.get(native(), 'setLanguage')?.(language),
    removeFile: (filePath) =>
      native()
        .getFileSystemManager()
        .unlink({ filePath, fail() {} }),
    // Brought along by the preview.
    phone: () => Reflect.get(native(), 'simulatedPhone') as PhoneSwitches | undefined,
  }
}
