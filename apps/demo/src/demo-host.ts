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

export type DemoHost = ReturnType<typeof createDemoHost>

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

export type DeviceFacts = ReturnType<typeof describeDevice>

/** Who we are running on. Nothing in it tells whose phone it is. */
function describeDevice({ brand, model, system, ...names }: DeviceNames, isSimulated: boolean) {
  return {
    ...names,
    /** With the brand. */
    model: model.includes(brand) ? model : `${brand} ${model}`,
    /** `iOS 18.1`, or as much of it as the host says. */
    system: system || names.device,
    isSimulated,
  }
}

/** What the pages need of the mini-program host besides downloads. */
export function createDemoHost(calls: HostCalls) {
  const { native } = calls
  return {
    ...calls,
    // No member of a real host.
    device: () => describeDevice(calls.device(), Reflect.has(native(), 'simulate')),
    /** Where the app may write, for the `filePath` option. */
    userDataPath: () => native().env.USER_DATA_PATH,
    /** Replaces the current page; `path` begins with a slash. */
    openPage: (path: string) => void native().redirectTo({ url: path }),
    /** Whether a file can be sent to a chat: WeChat. */
    canShare: () => native().shareFileMessage !== undefined,
    /** Where the user allows what was refused. */
    openSettings: () => void native().openSetting({ fail() {} }),
    /** Tells the language of the page to who can use it: mini-programs have no `lang`, the preview has. */
    setLanguage: (language: 'zh' | 'en') => Reflect.get(native(), 'setLanguage')?.(language),
    /** Succeeds where there is nothing. */
    removeFile: (filePath: string) =>
      native()
        .getFileSystemManager()
        .unlink({ filePath, fail() {} }),
    /** Brought along by the preview: only where the phone is simulated. */
    phone: () => Reflect.get(native(), 'simulatedPhone') as PhoneSwitches | undefined,
  }
}
