// The packed package in other people's projects: Node, and small applications with and without a framework in both browsers.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readEntries } from '../../scripts/build/entries.js'
import { releaseFolder } from '../../scripts/build/folders.js'
import { signIn } from '../../scripts/journey/steps.js'
import { describeInBrowsers } from '../e2e/browser.js'
import { startWebsite, type Website } from '../e2e/website.js'
import { appNames, type Consumer, createConsumer } from './consumer.js'
import { packedOnce, runNpm } from './packed.js'

const tsc = 'typescript/bin/tsc'
const vite = 'vite/bin/vite.js'

const apps = await appNames()
const packed = packedOnce()
let consumer: Consumer
beforeAll(async () => {
  consumer = await createConsumer(packed())
  await Promise.all(apps.map((app) => consumer.run(vite, 'build', app, '--base', './')))
})

test('it brings nothing along', () => {
  const lock = readFileSync(join(consumer.folder, 'node_modules/.package-lock.json'), 'utf8')
  expect(Object.keys(JSON.parse(lock).packages)).toEqual(['node_modules/sso-pulse'])
})

test('Node imports every entry point', async () => {
  await consumer.run('node', '--input-type=module', '-e', await importsOfAll())
})

test('npx runs the command', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const said = runNpm(['exec', '--offline', '--', 'sso-pulse', '--version'], consumer.folder)
  expect(said.trim()).toBe(version)
})

test('the types of every entry point are right for Node', async () => {
  const options = { target: 'es2022', lib: ['es2022', 'dom'], types: ['node'], strict: true }
  const compilerOptions = { ...options, module: 'nodenext', noEmit: true }
  await consumer.write('for-node.ts', await importsOfAll())
  const project = JSON.stringify({ compilerOptions, files: ['for-node.ts'] })
  await consumer.write('for-node.json', project)
  await consumer.run(tsc, '-p', 'for-node.json')
})

test('the types are right for bundlers: every entry point, every application, a script tag', async () => {
  const page = readFileSync('docs/script-tag.md', 'utf8')
  const [line = ''] = /\/\/\/ <reference .*?\/>/.exec(page) ?? []
  await consumer.write('global.ts', `${line}\nssoPulse.watchSession('').subscribe(() => {})`)
  await consumer.write('all.ts', await importsOfAll())
  await consumer.run(tsc, '-p', '.')
})

describeInBrowsers(
  'an application',
  (driver) => {
    let website: Website
    beforeAll(async () => {
      website = await startWebsite({ file: builtFile })
    })
    afterAll(() => website.close())
    beforeEach(() => driver().clearCookies())

    test.each(apps)('sees a session and its end: %s', async (app) => {
      await signIn(driver(), website.cas.url, `${website.url}/app`)
      const address = `${website.url}/${app}/?cas=${encodeURIComponent(website.cas.url)}`
      const tab = await driver().open(address)
      await tab.waitForText(/Signed in as casuser, 1(19|20) minutes left/)
      website.cas.endSession()
      await tab.press('Look again')
      await tab.waitForText('signed-out: ended-elsewhere')
      expect(tab.errors).toEqual([])
      await tab.close()
    })
  },
  releaseFolder,
)

/** Static imports, so that Node and TypeScript read the same lines. */
async function importsOfAll(): Promise<string> {
  const { modules } = await readEntries()
  const lines = modules.map(({ specifier }, at) => `import * as entry${at} from '${specifier}'`)
  return [...lines, `console.log(${modules.map((_, at) => `entry${at}`).join(', ')})`].join('\n')
}

/** `/react/` is the page of that application. */
function builtFile(path: string): Uint8Array | undefined {
  const [, app = '', rest = ''] = /^\/(\w+)\/(.*)$/.exec(path) ?? []
  const file = join(consumer.folder, app, 'dist', rest || 'index.html')
  return app && existsSync(file) ? readFileSync(file) : undefined
}
