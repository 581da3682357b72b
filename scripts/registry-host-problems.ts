/** Hosts of package registries, by their usual first label, and the two that have another. */
const registryHost = /\b(?:registry|npm\.pkg|npm)\.(?:[a-z0-9-]+\.)*(?:com|org|net|io|cn|dev)\b/i

/** An address in a lockfile: it would tie every installation to one registry. */
const lockedAddress = /^\s*"?(?:resolved|tarball)"?:\s*"?(?:https?:|git)/

/**
 * Places in a committed file that name a package registry. People install through the registry that their own
 * npm is set to: a mirror, a company's own, or the public one.
 */
export function registryHostProblems(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const host = registryHost.exec(line)?.[0]
    if (host !== undefined) return [`${file}:${index + 1}: names a package registry (${host})`]
    if (lockedAddress.test(line)) return [`${file}:${index + 1}: a locked address: ${line.trim()}`]
    return []
  })
}
