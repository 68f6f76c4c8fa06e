// How everything is built and tested: the SDK, the extension for each browser, and the test projects.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin'
import type { InlineConfig } from 'vite'
import type { ViteUserConfig } from 'vitest/config'
import { ownBundle } from './scripts/build/own-bundle.js'
import { smallPolyfill } from './scripts/build/small-polyfill.js'
import { markdownExamples } from './test/docs/markdown-examples.js'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Inside the repository the package's own name means its sources. */
export const alias = [
  { find: /^sso-pulse$/, replacement: `${root}sdk/index.ts` },
  { find: /^sso-pulse\/testing$/, replacement: `${root}sdk/testing/index.ts` },
  { find: /^sso-pulse\/(.+)$/, replacement: `${root}sdk/$1.ts` },
]

const base = {
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias },
} satisfies InlineConfig

/** What the bindings are for; whoever uses one brings it. */
export const frameworks: readonly string[] = ['react', 'preact/hooks', 'vue']

/** The published SDK: readable, one file for each entry point, shared code beside them. */
export function sdkBuild(entries: Readonly<Record<string, string>>, outDir: string): InlineConfig {
  return {
    ...base,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: { entry: { ...entries }, formats: ['es'] },
      rolldownOptions: {
        external: [/^node:/, ...frameworks],
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
      },
    },
  }
}

/** The same for a page without a bundler: one classic script, minified, that needs no other file. */
export function scriptBuild(entry: string, outDir: string): InlineConfig {
  return {
    ...base,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: { script: entry }, formats: ['iife'], name: 'ssoPulse' },
      rolldownOptions: { output: { entryFileNames: '[name].js' } },
    },
  }
}

/** The command line: one file for Node with all that it needs, and the licences of what is in it. */
export function commandBuild(
  entry: string,
  outDir: string,
  script: string,
  licences: string,
): InlineConfig {
  return {
    ...base,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node20.19',
      lib: { entry, formats: ['es'] },
      license: { fileName: licences },
      rolldownOptions: {
        // Else a CommonJS package that is bundled finds no `require` for Node's own modules.
        platform: 'node',
        external: /^node:/,
        // Vite leaves the white space in ES libraries, for bundlers; nobody bundles a command.
        output: { entryFileNames: script, minify: true },
      },
    },
  }
}

export type Target = 'chrome' | 'firefox'

/** A server that a build knows from the start. */
export interface InitialServer {
  readonly url: string
  readonly name: string
}

/** What sets a build for tests and the demo apart from the released one; nothing else may. */
export interface LoopbackGrant {
  readonly servers: readonly InitialServer[]
}

const loopbackHosts = ['http://127.0.0.1/*', 'http://localhost/*', 'http://*.localhost/*']

/** The extension for one browser, without source maps, which crxjs would expose to pages. */
export function extensionBuild(
  target: Target,
  outDir: string,
  loopback?: LoopbackGrant,
): InlineConfig {
  return {
    ...base,
    publicDir: 'extension/public',
    define: { __INITIAL_SERVERS__: JSON.stringify(loopback?.servers ?? []) },
    // By NODE_ENV, which is not ours, elements would be made with the path of their file on this machine.
    oxc: { jsx: { development: false } },
    plugins: [
      ownBundle('extension/background/background.ts'),
      ownBundle('extension/popup/main.tsx'),
      smallPolyfill(root),
      crx({ manifest: manifestFor(target, loopback !== undefined), browser: target }),
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      sourcemap: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        // Pages that the manifest names nowhere.
        input: [
          'extension/place/place.html',
          'extension/sessions/sessions.html',
          'extension/timeline/timeline.html',
          'extension/welcome/welcome.html',
        ],
      },
    },
  }
}

/** Firefox needs no schema to read policies, and warns of `storage`. */
const foreignMembers = {
  chrome: ['browser_specific_settings'],
  firefox: ['minimum_chrome_version', 'storage'],
} as const satisfies Record<Target, readonly string[]>

/** The one manifest without what the other browser would complain about. */
function manifestFor(target: Target, grantsLoopback: boolean): ManifestV3Export {
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(`${root}manifest.json`, 'utf8'))
  for (const member of foreignMembers[target]) delete manifest[member]
  if (grantsLoopback) manifest.host_permissions = loopbackHosts
  return manifest as unknown as ManifestV3Export
}

/** Tests that look at what is built, or load it in a browser. */
const onceBuilt = ['test/e2e/**/*.test.ts', 'test/package/**/*.test.ts']

/** The tests; `npm test` leaves out the project `real-cas`, which needs Java. */
export default {
  root,
  resolve: { alias },
  define: { __INITIAL_SERVERS__: '[]' },
  plugins: [markdownExamples(root)],
  test: {
    // Style sheets are left out of tests, unless one is taken as text.
    css: { include: [/\?raw$/] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...onceBuilt, 'test/bench/**', 'test/**/real-cas.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'dom', environment: 'happy-dom', include: ['test/**/*.test.tsx'] },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: onceBuilt,
          exclude: ['test/**/real-cas.test.ts'],
          globalSetup: ['test/e2e/build-extension.ts'],
          ...oneBrowserAtATime(1),
        },
      },
      {
        extends: true,
        test: {
          name: 'real-cas',
          include: ['test/**/real-cas.test.ts'],
          globalSetup: ['test/e2e/build-extension.ts'],
          ...oneBrowserAtATime(2),
        },
      },
    ],
  },
} satisfies ViteUserConfig

/** A browser takes more than one core: its tests follow the parallel ones, file by file. */
function oneBrowserAtATime(groupOrder: number) {
  return {
    fileParallelism: false,
    maxWorkers: 1,
    sequence: { groupOrder },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  }
}
