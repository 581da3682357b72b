// The only globals besides ECMAScript's that every mini-program host has (native-apis.md §7.4). Declared here, so that
// the compiler refuses all others.
declare function setTimeout(callback: () => void, milliseconds?: number): unknown
declare function clearTimeout(timer: unknown): void
declare var console: { warn(message: string): void }
