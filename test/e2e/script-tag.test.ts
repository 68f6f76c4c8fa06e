// docs/script-tag.md as it stands: its page, its script and its policy, with the built file and its hash.
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readScriptPage, scriptPage } from '../../scripts/api/script-page.js'
import { scriptFile } from '../../scripts/build/sdk.js'
import { signIn } from '../../scripts/journey/steps.js'
import type { InMemoryCas } from '../../sdk/testing/node.js'
import { scriptBuild } from '../../vite.config.js'
import { describeInBrowsers } from './browser.js'
import { startWebsite, type Website } from './website.js'

const page = readFileSync(scriptPage, 'utf8')
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? ''

describe('the built script', () => {
  test('has the hash that the page names', async () => {
    const { now, fresh } = await readScriptPage()
    expect(now, `The script has changed: run "npm run api".`).toBe(fresh)
  })

  test('is the same file when it is built again', async () => {
    const again = await mkdtemp(join(tmpdir(), 'sso-pulse-script-'))
    await build(scriptBuild('sdk/script.ts', again))
    const [built] = await readdir(again)
    expect(await readFile(join(again, built ?? ''), 'utf8')).toBe(readFileSync(scriptFile, 'utf8'))
    await rm(again, { recursive: true })
  })

  test('loads nothing else and has no source map', () => {
    const code = readFileSync(scriptFile, 'utf8')
    expect(code).not.toMatch(/\bimport\b|\brequire\b|sourceMappingURL/)
  })
})

describeInBrowsers('the page of docs/script-tag.md', (driver) => {
  let website: Website
  let script: Uint8Array = readFileSync(scriptFile)
  const forCas = (text: string, { url }: InMemoryCas) =>
    text.replace('https://sso.example.org/cas', url).replace('https://sso.example.org', origin(url))

  beforeAll(async () => {
    website = await startWebsite({
      file(path, cas) {
        if (path === '/') return `<!doctype html><meta charset="utf-8">${block('html')}`
        if (path === '/sso-pulse.js') return script
        if (path === '/status.js') return forCas(block('js'), cas)
        return undefined
      },
      headers(cas) {
        const [name = '', value = ''] = block('http').trim().split(': ')
        return { [name]: forCas(value, cas) }
      },
    })
    await driver().clearCookies()
  })
  afterAll(() => website.close())

  test('says who is signed in', async () => {
    const before = await driver().open(website.url)
    await before.waitForText('Nobody is signed in.')
    await before.close()
    await signIn(driver(), website.cas.url, `${website.url}/app`)
    const tab = await driver().open(website.url)
    await tab.waitForText('Signed in as casuser.')
    expect(await tab.page.evaluate(`customElements.get('sso-status') === ssoPulse.SsoStatus`)).toBe(
      true,
    )
    // Firefox looks for an icon by itself.
    expect(tab.errors.filter((error) => !error.includes('/favicon.ico'))).toEqual([])
    await tab.close()
  })

  test('one byte more, and the browser refuses the script', async () => {
    script = new Uint8Array([...script, 32])
    const tab = await driver().open(website.url)
    expect(await tab.page.evaluate('typeof ssoPulse')).toBe('undefined')
    await tab.waitForText('…')
    await tab.close()
  })
})

function origin(url: string): string {
  return new URL(url).origin
}
