import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { readAppConfig } from './project/app-config.js'
import { compileTemplates } from './project/compile-templates.js'
import { openProject, type PlatformName, type ProjectFiles } from './project/project-files.js'
import { readStylesheet } from './project/stylesheet.js'

const forBrowsers: BuildOptions = {
  bundle: true,
  format: 'iife',
  minify: true,
  target: 'es2020',
  logLevel: 'warning',
}
/** Ours, and not what a project was shipped with. */
const ourSources: BuildOptions = { ...forBrowsers, conditions: ['@miniferry/source'] }

export interface BuildPreviewOptions {
  readonly platform: PlatformName
  /** A native project with its npm packages in place, as `apps/demo` builds it. */
  readonly projectDirectory: string
  readonly outDirectory: string
}

/**
 * Makes a browser page of a native project: `page.js` runs it on whatever `wx` or `my` is global then, in a browser
 * or in jsdom; `index.html` loads `host.js` before, the simulated host. Returns what the template compiler has to say, too.
 */
export async function buildPreview(options: BuildPreviewOptions) {
  const { platform, projectDirectory, outDirectory } = options
  const project = openProject(platform, projectDirectory)
  await mkdir(outDirectory, { recursive: true })
  const { entry, problems } = describeProject(project)
  const bundle = join(outDirectory, 'page.js')
  await build({
    stdin: { contents: entry, resolveDir: projectDirectory },
    outfile: bundle,
    ...forBrowsers,
    sourcemap: true,
    loader: { '.css': 'text' },
    mainFields: ['main'],
    plugins: [resolveImports(project)],
  })
  return { problems, bundle, bytes: (await readFile(bundle)).length }
}

/** Makes `host.js` of a platform: the simulator as the global `wx` or `my`. */
export async function buildHost(platform: PlatformName, outDirectory: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, `phone/${platform}-phone.ts`)],
    outfile: join(outDirectory, 'host.js'),
    ...ourSources,
    sourcemap: true,
  })
  await writeFile(join(outDirectory, 'index.html'), phonePage(platform))
}

/** Makes the page around the phones, and `file-server.js`: the demo's file server as a worker. */
export async function buildPresentation(outDirectory: string): Promise<void> {
  const presentation = join(import.meta.dirname, 'presentation')
  const standIns = join(import.meta.dirname, 'static-server/node-stand-ins.ts')
  const entries = ['presentation.ts', 'presentation.css'].map((file) => join(presentation, file))
  await build({ entryPoints: entries, outdir: outDirectory, ...ourSources })
  for (const file of [
    join(presentation, 'index.html'),
    join(import.meta.dirname, '../../docs/public/logo.svg'),
  ])
    await copyFile(file, join(outDirectory, basename(file)))
  await build({
    entryPoints: [join(import.meta.dirname, 'static-server/file-server-worker.ts')],
    outfile: join(outDirectory, 'file-server.js'),
    ...ourSources,
    alias: { 'node:zlib': standIns },
    inject: [standIns],
  })
}

/** The bundle's entry: the project's files as data, its scripts as functions. */
function describeProject(project: ProjectFiles) {
  const config = readAppConfig(project)
  const { style } = project.extensions
  const paths = config.pages
  const { code, problems } = compileTemplates(project, paths)
  const sources = paths.map(
    (path) => `{
      path: ${JSON.stringify(path)},
      config: ${JSON.stringify(project.readJson(`${path}.json`))},
      css: ${JSON.stringify(readStylesheet(project, path + style))},
      load: () => require(${JSON.stringify(`./${path}.js`)}),
    }`,
  )
  const entry = `
    import { startMiniProgram } from 'miniferry:renderer'
    startMiniProgram({
      config: ${JSON.stringify(config)},
      appCss: ${JSON.stringify(readStylesheet(project, `app${style}`))},
      templates: ${code},
      sources: [${sources.join(',')}],
      loadApp: () => require('./app.js'),
    })`
  return { entry, problems }
}

/**
 * Resolves as each vendor does: WeChat looks in `miniprogram_npm`, Alipay in `node_modules`. Nothing of a project
 * may come from outside its own folder.
 */
function resolveImports(project: ProjectFiles): Plugin {
  const require = createRequire(import.meta.url)
  const renderer = join(import.meta.dirname, 'renderer/start-mini-program.ts')
  return {
    name: 'mini-program',
    setup(bundler) {
      bundler.onResolve({ filter: /^miniferry:renderer$/ }, () => ({ path: renderer }))
      bundler.onResolve({ filter: /^glass-easel/ }, ({ path }) => ({ path: require.resolve(path) }))
      if (project.platform !== 'wechat') return
      bundler.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        if (!importer.startsWith(project.directory)) return undefined
        const found = [`miniprogram_npm/${path}/index.js`, `miniprogram_npm/${path}.js`].find(project.has)
        return found === undefined
          ? { errors: [{ text: `${path} is not in miniprogram_npm` }] }
          : { path: join(project.directory, found) }
      })
    },
  }
}

function phonePage(platform: PlatformName): string {
  return `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>Miniferry on ${platform === 'wechat' ? 'WeChat' : 'Alipay'}</title>
<link rel="icon" href="data:,">
<body>
<script src="host.js"></script>
<script src="page.js"></script>
</body>
</html>
`
}
