// The archives for the stores: the same bytes each time, loaded by both browsers, and an update that keeps what was set up.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Driver } from '../../scripts/browser/driver.js'
import { launchBrowser } from '../../scripts/browser/launch.js'
import { findBrowser } from '../../scripts/browsers.js'
import { loopbackFolder } from '../../scripts/build/folders.js'
import { createScene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn, withPopup } from '../../scripts/journey/steps.js'
import { makePackage, type Package, publishable } from '../../scripts/package/packages.js'

const browsers = [
  ['chrome', 'chromium'],
  ['firefox', 'firefox'],
] as const

describe.each(browsers)('the archive for %s', (target, name) => {
  const program = findBrowser(name)
  const folder = `dist/unzipped-${target}`
  let made: Package
  beforeAll(async () => {
    made = await makePackage(target)
    unzipTo(folder, made.content)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is the same bytes when it is made again', async () => {
    expect(made.name).toMatch(new RegExp(`^sso-pulse-\\d+\\.\\d+\\.\\d+-${target}\\.zip$`))
    const again = await makePackage(target)
    expect(Buffer.compare(again.content, made.content)).toBe(0)
  })

  test.skipIf(program === undefined)('is what the browser loads', async () => {
    await inBrowser(folder, async (driver) => {
      await withPopup(driver, (popup) => popup.waitForText('No server yet'))
      await badgeShows(driver, /^$/, /./)
    })
  })

  test.skipIf(program === undefined)(
    'as an update it keeps the server of version 1 of the settings, and the sign-in is seen',
    async () => {
      cpSync(loopbackFolder[target], folder, { recursive: true })
      changeManifest(folder, { version: '0.0.9' })
      await inBrowser(folder, async (driver) => {
        const scene = await createScene(driver)
        try {
          const { url } = scene.cas
          await signIn(driver, url, scene.appUrl)
          const server = { url, name: 'Ours', source: 'isloggedin', staleAfterMinutes: 7 }
          const old = JSON.stringify({ settings: { version: 1, server } })
          await driver.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${old})`)
          cpSync(loopbackFolder[target], folder, { recursive: true })
          await driver.update(folder)
          const runs = '(globalThis.browser ?? chrome).runtime.getManifest().version'
          expect(await driver.evaluate(runs)).not.toBe('0.0.9')
          await badgeShows(driver, /\d/, /casuser/)
          const options = await driver.openExtensionPage('extension/options/options.html')
          await options.waitForText(url)
          await options.close()
        } finally {
          await scene.close()
        }
      })
    },
  )

  async function inBrowser(extension: string, use: (driver: Driver) => Promise<void>) {
    const driver = await launchBrowser(name, { program: program ?? '', extension })
    try {
      await use(driver)
    } finally {
      await driver.close()
    }
  }
})

test('a build for tests is refused, and so is one of another version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  await expect(publishable(loopbackFolder.chrome, version)).rejects.toThrow(/tests or the demo/)
  await expect(publishable('dist/chrome', '99.0.0')).rejects.toThrow(/package.json 99.0.0/)
})

const isClone = spawnSync('git', ['ls-files', '--error-unmatch', 'package.json']).status === 0

test.skipIf(!isClone)('the source archive holds what git tracks, and nothing else', async () => {
  const { content } = await makePackage('source')
  const tracked = spawnSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).stdout
  const names = Object.keys(unzipSync(content))
  expect(names.toSorted()).toEqual(tracked.split('\0').filter(Boolean).toSorted())
  expect(Buffer.compare((await makePackage('source')).content, content)).toBe(0)
})

function unzipTo(folder: string, zip: Uint8Array): void {
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
}

function changeManifest(folder: string, change: object): void {
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...manifest, ...change }))
}
