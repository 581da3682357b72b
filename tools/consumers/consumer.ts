import type { PlatformName } from '../shared/native-platforms.js'
import type { PackedPackages } from '../shared/packed-packages.js'
import type { StepResult } from '../shared/steps.js'

/** What a build left: a mini-program as the host loads it. */
export interface BuiltProject {
  readonly folder: string
  /** The scripts that are shipped, relative to the folder. */
  readonly scripts: readonly string[]
}

/** A project that uses our packages as a stranger would: from tarballs, with the build of its framework. */
export interface Consumer {
  readonly name: string
  readonly platforms: readonly PlatformName[]
  /** Path of the page that downloads, without extension. */
  readonly page: string
  /** How that page gets on the screen: by a template of its own, or as one tree of data (Taro). */
  readonly renders: 'template' | 'tree'
  /** Installs everything, and returns the folder whose `node_modules` has our packages. */
  install(packed: PackedPackages): Promise<string>
  /** Runs the real build. Throws where it fails. */
  build(platform: PlatformName, project: string): Promise<BuiltProject>
  /** More that the vendor's tools say of the project. */
  vendorChecks?(project: string): Promise<StepResult[]>
}
