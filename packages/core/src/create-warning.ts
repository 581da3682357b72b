/// <reference path="./host-globals.d.ts" />
import type { DownloadPlatform } from './platform.js'

/** Makes what warns of an option that the platform lacks: once for each option. */
export function createWarning({ name }: DownloadPlatform): (option: string) => void {
  const warned: Record<string, boolean> = {}
  return (option) => {
    if (warned[option]) return
    warned[option] = true
    console.warn(`[miniferry] ${name} does not support ${option}`)
  }
}
