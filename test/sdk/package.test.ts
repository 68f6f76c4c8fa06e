import { readdirSync, readFileSync } from 'node:fs'
import * as core from 'sso-pulse'
import * as advice from 'sso-pulse/advice'
import * as element from 'sso-pulse/element'
import * as face from 'sso-pulse/face'
import * as gateway from 'sso-pulse/gateway'
import * as parts from 'sso-pulse/parts'
import * as preact from 'sso-pulse/preact'
import * as react from 'sso-pulse/react'
import * as remaining from 'sso-pulse/remaining'
import * as sources from 'sso-pulse/sources'
import * as timeline from 'sso-pulse/timeline'
import * as vue from 'sso-pulse/vue'
import * as watching from 'sso-pulse/watch'
import { expect, test, vi } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const files = readdirSync('sdk').filter((file) => file.endsWith('.ts'))
const sourceOf = (file: string) => readFileSync(`sdk/${file}`, 'utf8')

test('the entry points export what they promise, and no more', () => {
  expect(Object.keys(core).sort()).toEqual([
    'SsoError',
    'createClient',
    'endOf',
    'logoutUrl',
    'watchSession',
  ])
  expect(Object.keys(parts).sort()).toEqual([
    'adopt',
    'failureOf',
    'longestTimerMs',
    'nextLook',
    'nothingKnown',
    'openChannel',
    'page',
    'reduce',
    'systemClock',
    'warningOf',
  ])
  expect(Object.keys(gateway).sort()).toEqual([
    'gatewayUrl',
    'login',
    'loginUrl',
    'readGateway',
    'renewByGateway',
    'startGateway',
  ])
  expect(Object.keys(face)).toEqual(['face'])
  expect(Object.keys(advice)).toEqual(['advice'])
  expect(Object.keys(watching)).toEqual(['watch'])
  expect(Object.keys(remaining)).toEqual(['remaining'])
  for (const binding of [preact, react, vue]) {
    expect(Object.keys(binding).sort()).toEqual(['useRemaining', 'useSession'])
  }
  expect(Object.keys(element)).toEqual(['SsoStatus'])
  expect(Object.keys(sources).sort()).toEqual([
    'actuatorSso',
    'isLoggedIn',
    'isLoggedInWithDetails',
    'ownSource',
    'plainIsLoggedIn',
  ])
  expect(Object.keys(timeline).sort()).toEqual([
    'TimelineError',
    'checkTimelineSize',
    'isChange',
    'knownOf',
    'longestTimelineBytes',
    'lookRow',
    'observationOf',
    'personalIn',
    'readTimeline',
    'redact',
    'writeTimeline',
  ])
})

test('importing and constructing ask for nothing and set no timer', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch')
  const timer = vi.spyOn(globalThis, 'setTimeout')
  vi.resetModules()
  const fresh = await import('../../sdk/index.js')
  fresh.createClient('https://sso.example.org/cas')
  fresh.watchSession('https://sso.example.org/cas')
  const { watch } = await import('../../sdk/watch.js')
  watch('https://sso.example.org/cas')
  expect(fetch).not.toHaveBeenCalled()
  expect(timer).not.toHaveBeenCalled()
})

/** The only files that import anything from outside, and all that they may. */
const frameworks: Readonly<Record<string, string>> = {
  'preact.ts': 'preact/hooks',
  'react.ts': 'react',
  'vue.ts': 'vue',
}

test('the SDK imports nothing but itself; a binding its framework, too', () => {
  for (const file of files) {
    const imports = [...sourceOf(file).matchAll(/from '([^']+)'/g)].map(([, from = '']) => from)
    const foreign = imports.filter((from) => !/^\.\/[a-z-]+\.js$/.test(from))
    expect(foreign, file).toEqual(file in frameworks ? [frameworks[file]] : [])
  }
})

test('nothing of the SDK but the file for a script tag imports a binding or the element', () => {
  const outermost = [...Object.keys(frameworks), 'element.ts'].map((file) => file.slice(0, -3))
  for (const file of files.filter((file) => file !== 'script.ts')) {
    for (const [, from = ''] of sourceOf(file).matchAll(/from '\.\/([^']+)\.js'/g)) {
      expect(outermost, file).not.toContain(from)
    }
  }
})

test('frameworks are optional: who uses none installs none', () => {
  const { peerDependencies, peerDependenciesMeta } = manifest
  expect(manifest).not.toHaveProperty('dependencies')
  expect(peerDependencies).toEqual({ preact: '>=10', react: '>=18', vue: '>=3.3' })
  for (const peer of Object.keys(peerDependencies)) {
    expect(peerDependenciesMeta).toHaveProperty(peer, { optional: true })
  }
})

test('the element and the script have an effect when they are imported, and bundlers are told', () => {
  expect(manifest.sideEffects).toEqual(['./dist/sdk/element.js', './dist/sdk/script.js'])
  // The element was imported above, where there is nothing to register it with.
  expect(globalThis).not.toHaveProperty('customElements')
  expect(element.SsoStatus.observedAttributes).toEqual(['server'])
})

test('only the clock reads the time or sets a timer', () => {
  const clocks = files.filter((file) =>
    /Date\.now\(|new Date\(|setTimeout|setInterval|performance\b/.test(sourceOf(file)),
  )
  expect(clocks).toEqual(['clock.ts'])
})

test('every file says in its first line what it is for', () => {
  for (const file of files) expect(sourceOf(file).split('\n')[0], file).toMatch(/^\/\/ .*[.?]$/)
})
