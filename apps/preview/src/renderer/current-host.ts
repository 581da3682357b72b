/** What the renderer uses of `wx` or `my`, and adds to it: the calls that need a screen. */
export interface Host {
  onAppShow?(listener: () => void): void
  onAppHide?(listener: () => void): void
  getNetworkType?(options: { success(result: { networkType: string }): void }): void
  onNetworkStatusChange?(listener: (event: { isConnected: boolean; networkType: string }) => void): void
  /** Only where the host is our simulator. */
  readonly simulate?: { readFile(path: string): Uint8Array | undefined }
}

/** The global `wx` or `my`; whoever loads the page puts it there first. */
export function currentHost(): Host {
  const { wx, my } = globalThis as { wx?: Host; my?: Host }
  const host = wx ?? my
  if (host === undefined) throw new Error('There is no wx and no my: load the simulated host first')
  return host
}
