import { CurrentWindowBackendContext, Event } from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import type { AppConfig } from '../project/app-config.js'
import { defineBaseComponents } from './base-components/define-base-components.js'
import { addScreenCalls, currentHost } from './current-host.js'
import { addFileCalls } from './file-calls.js'
import { createPageOpener } from './open-page.js'
import { addStyle, createScreen } from './screen.js'

/** A page of the project: what the bundle hands over. */
export interface ComponentSource {
  readonly path: string
  /** Its `.json` file. */
  readonly config: object
  readonly css: string
  /** Runs its script, which calls `Page`. */
  load(): void
}

export interface MiniProgram {
  readonly config: AppConfig
  readonly appCss: string
  /** The compiled templates by path. */
  readonly templates: Readonly<Record<string, unknown>>
  readonly sources: readonly ComponentSource[]
  /** Runs `app.js`, which calls `App`. */
  loadApp(): void
}

interface AppDefinition {
  onLaunch?(options: object): void
  onShow?(options: object): void
  onHide?(): void
}

/** Runs a native project in this window, on the global `wx` or `my`. */
export function startMiniProgram({ config, appCss, templates, sources, loadApp }: MiniProgram): void {
  const host = currentHost()
  // Before the pages, whose scripts may ask for the app.
  const app = loadAppScript(loadApp)
  const environment = new MiniProgramEnv()
  const space = environment.createCodeSpace('', true)
  defineBaseComponents(space.getComponentSpace())
  const screen = createScreen(config)
  addStyle(appCss)

  const styles = new Map<string, HTMLStyleElement>()
  for (const { path, config: componentConfig, css, load } of sources) {
    space.addComponentStaticConfig(path, componentConfig)
    space.addCompiledTemplate(path, { groupList: templates, content: templates[path] } as never)
    styles.set(path, addStyle(css))
    space.globalComponentEnv(globalThis, path, load)
  }

  const context = new CurrentWindowBackendContext()
  // glass-easel 0.12.1 has no `Event.triggerBackendEvent`.
  context.onEvent((target, type, detail, options) => Event.triggerEvent(target, type, detail, options))
  const openPage = createPageOpener({
    backend: environment.associateBackend(context as never),
    space,
    body: screen.body,
    routes: config.pages,
    onChange(route) {
      // The styles of a page are its own: classes of the same name elsewhere must not meet them.
      for (const [path, style] of styles) style.disabled = path !== route
      screen.setTitle(config.title)
      history.replaceState(null, '', `#${route}`)
    },
  })
  addScreenCalls(host, openPage, screen)
  addFileCalls(host)

  const showNetwork = ({ networkType }: { readonly networkType: string }) => screen.setNetwork(networkType)
  host.getNetworkType?.({ success: showNetwork })
  host.onNetworkStatusChange?.(showNetwork)
  // The address names the page, so that an app that is started again shows the same one.
  const first = config.pages.find((page) => page === location.hash.slice(1)) ?? config.pages[0] ?? ''
  const launch = { path: first, query: {} }
  app.onLaunch?.(launch)
  app.onShow?.(launch)
  host.onAppShow?.(() => app.onShow?.(launch))
  host.onAppHide?.(() => app.onHide?.())
  openPage(first)
}

function loadAppScript(loadApp: () => void): AppDefinition {
  let app: AppDefinition = {}
  Object.assign(globalThis, {
    App: (definition: AppDefinition) => {
      app = definition
    },
    getApp: () => app,
  })
  loadApp()
  return app
}
