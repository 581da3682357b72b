// The only globals besides ECMAScript's that every mini-program host has (native-apis.md §7.4). Declared here, so that
// the compiler refuses all others.
declare function setTimeout(callback: () => void, milliseconds?: number): unknown
declare function clearTimeout(timer: unknown): void
// An interface of the usual name, so that it merges with the fuller one of Node where a script imports this package.
interface Console {
  warn(message: string): void
}
declare var console: Console
