import { dirname, join } from 'node:path'
import { startFileServer } from '@miniferry/testing/file-server'
import type { Browser } from 'playwright-core'
import { startPreviewServer } from '../preview-server.js'
import { launchChromium } from './chromium.js'

/** A browser, and the addresses of the built preview and of its file server. */
export interface OpenPreview {
  readonly browser: Browser
  readonly origin: string
  readonly files: string
}

export async function withPreview(
  executablePath: string,
  use: (preview: OpenPreview) => Promise<void>,
): Promise<void> {
  const fileServer = await startFileServer({ doors: 3 })
  const files = fileServer.origin
  const directory = join(dirname(dirname(import.meta.dirname)), 'dist')
  const server = await startPreviewServer({ directory, files })
  const browser = await launchChromium(executablePath)
  try {
    await use({ browser, origin: server.origin, files })
  } finally {
    await browser.close()
    await server.close()
    await fileServer.close()
  }
}
