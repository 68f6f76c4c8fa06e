import { readdirSync, readFileSync } from 'node:fs'
import * as core from 'sso-pulse'
import * as advice from 'sso-pulse/advice'
import * as face from 'sso-pulse/face'
import * as gateway from 'sso-pulse/gateway'
import * as parts from 'sso-pulse/parts'
import * as remaining from 'sso-pulse/remaining'
import * as sources from 'sso-pulse/sources'
import * as watching from 'sso-pulse/watch'
import { expect, test, vi } from 'vitest'

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
  expect(Object.keys(sources).sort()).toEqual([
    'actuatorSso',
    'isLoggedIn',
    'isLoggedInWithDetails',
    'ownSource',
    'plainIsLoggedIn',
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

test('the core imports nothing but itself', () => {
  for (const file of files) {
    for (const [, from] of sourceOf(file).matchAll(/from '([^']+)'/g)) {
      expect(from, file).toMatch(/^\.\/[a-z-]+\.js$/)
    }
  }
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
