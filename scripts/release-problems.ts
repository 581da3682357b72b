import { withInstallText } from './install-text.js'

/** What a release needs of a manifest. */
export interface ReleaseManifest {
  readonly name: string
  readonly version: string
  readonly repository?: string | { readonly url?: string }
}

/**
 * What stands against publishing now. The registry takes provenance only for packages that name the repository
 * they are built in, and says so late, when others are published already.
 */
export function releaseProblems(manifests: readonly ReleaseManifest[]): string[] {
  return manifests.flatMap(({ name, version, repository }) => {
    const url = typeof repository === 'string' ? repository : repository?.url
    return [
      ...(url ? [] : [`${name}: package.json has no "repository": name the address that this is built from`]),
      ...(version === '0.0.0' ? [`${name}: has no version yet: run "changeset version" first`] : []),
    ]
  })
}

/** Pages that would tell the readers of a release something else than to install it. */
export function unreleasedPages(pages: Readonly<Record<string, string>>): string[] {
  return Object.entries(pages)
    .filter(([page, text]) => withInstallText(page, text, true) !== text)
    .map(([page]) => `${page}: says how to install from a clone: run "pnpm run version" first`)
}
