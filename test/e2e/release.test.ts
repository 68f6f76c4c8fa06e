// What is published: nothing of the demo in it, no permission that warns, no error that a store's linter finds.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser/launch.js'
import { findBrowser } from '../../scripts/browsers.js'
import { backgroundEntry } from '../../scripts/build/extension.js'
import { demoFolder, loopbackFolder } from '../../scripts/build/folders.js'
import { staticImports } from '../../scripts/build/imports.js'

const loopbackGrant = ['http://127.0.0.1/*', 'http://localhost/*', 'http://*.localhost/*']

describe.each(['chrome', 'firefox'] as const)('the extension for %s', (target) => {
  const folder = `dist/${target}`
  const manifest = readManifest(folder)

  test('the test build differs in its manifest only', () => {
    const { host_permissions: granted, ...rest } = readManifest(loopbackFolder[target])
    expect(granted).toEqual(loopbackGrant)
    expect(rest).toEqual(manifest)
    expect(readScripts(loopbackFolder[target])).toEqual(readScripts(folder))
  })

  test('the demo build differs in its manifest and one constant only', () => {
    const { host_permissions: granted, ...rest } = readManifest(demoFolder[target])
    expect(granted).toEqual(loopbackGrant)
    expect(rest).toEqual(withoutHashes(manifest))
    const released = readScripts(folder)
    const demo = readScripts(demoFolder[target])
    expect(Object.keys(demo).sort()).toEqual(Object.keys(released).sort())
    const changed = Object.keys(demo).filter((name) => demo[name] !== released[name])
    // The background's bundle has it, the popup's, and what the other pages share.
    expect(changed).toHaveLength(3)
    for (const name of changed) {
      expect(demo[name]?.match(demoConstant)).toHaveLength(1)
      expect(demo[name]?.replace(demoConstant, '[]')).toBe(released[name])
    }
  })

  test('it asks for what warns of nothing, and for no host; for notifications only when they are wanted', () => {
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'cookies', 'idle', 'contextMenus'])
    expect(manifest.optional_permissions).toEqual(['notifications'])
    expect(manifest).not.toHaveProperty('host_permissions')
  })

  test('its pages run its own scripts only, and can be framed by nobody', () => {
    const { extension_pages: policy } = manifest.content_security_policy as {
      readonly extension_pages: string
    }
    const directives = Object.fromEntries(
      policy.split('; ').map((directive) => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources.join(' ')]
      }),
    )
    expect(directives).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self'",
      'connect-src': 'http: https:',
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    })
  })

  test('it runs in no page of anybody else', () => {
    expect(manifest).not.toHaveProperty('content_scripts')
    expect(manifest.permissions).not.toContain('scripting')
    expect(manifest.permissions).not.toContain('tabs')
  })

  test('no code comes from elsewhere or is made of text', () => {
    for (const [name, code] of Object.entries(readScripts(folder))) {
      if (name.endsWith('.js')) {
        expect(code, name).not.toMatch(/\beval\s*\(|new Function\b|importScripts/)
        expect(code, name).not.toMatch(/\b(?:import|from)\s*\(?\s*["'](?!\.{0,2}\/)/)
      }
      if (name.endsWith('.html')) expect(code, name).not.toMatch(/(?:src|href)="(?!\/(?!\/))/)
    }
  })

  test('it is the same wherever it is built: no path of that machine is in it', () => {
    for (const [name, code] of Object.entries(readScripts(folder))) {
      expect(code, name).not.toContain(process.cwd())
      expect(code, name).not.toMatch(/\bfileName:|\bjsxDEV\b/)
    }
  })

  test('pages can read none of it, and no source map is in it', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources')
    expect(filesOf(folder).filter((file) => file.endsWith('.map'))).toEqual([])
  })

  test('the background is one file beside its loader, and has nothing of the pages', async () => {
    const [, bundle = '', ...others] = await staticImports(folder, await backgroundEntry(folder))
    expect(others).toEqual([])
    expect(readFileSync(join(folder, bundle), 'utf8')).not.toMatch(/preact|document\./)
  })

  test('the licences of the libraries that are in it lie beside it', () => {
    const licences = readFileSync(join(folder, 'licenses.md'), 'utf8')
    expect(licences).toMatch(/## preact .*\(MIT\).*Permission is hereby granted/s)
    expect(licences).toMatch(/## webextension-polyfill .*\(MPL-2.0\).*Mozilla Public License/s)
  })

  test('the background has no import(), which a worker may not use', async () => {
    const files = await staticImports(folder, await backgroundEntry(folder))
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) {
      expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/\bimport\s*\(/)
    }
  })
})

test("only Chrome's build has a schema of the policy, which Firefox does not know", () => {
  expect(readManifest('dist/chrome').storage).toEqual({ managed_schema: 'managed-schema.json' })
  expect(readManifest('dist/firefox')).not.toHaveProperty('storage')
  expect(filesOf('dist/chrome')).toContain('managed-schema.json')
})

test('web-ext finds no error in the build for Firefox', () => {
  const report: unknown = JSON.parse(
    execFileSync(
      process.execPath,
      ['node_modules/web-ext/bin/web-ext.js', 'lint', '-s', 'dist/firefox', '-o', 'json'],
      { encoding: 'utf8' },
    ),
  )
  expect(report).toMatchObject({ summary: { errors: 0 } })
})

const chromium = findBrowser('chromium')

test.skipIf(chromium === undefined)('Chrome warns of nothing when it is installed', async () => {
  const driver = await launchBrowser('chromium', {
    program: chromium ?? '',
    extension: 'dist/chrome',
  })
  try {
    const manifest = JSON.stringify(readFileSync('dist/chrome/manifest.json', 'utf8'))
    const ask = `chrome.management.getPermissionWarningsByManifest(${manifest})`
    expect(await driver.evaluate(ask)).toEqual([])
  } finally {
    await driver.close()
  }
})

function readManifest(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

/** Contents by path, the manifest aside; a changed constant changes the hash in a name, so that is left out. */
function readScripts(folder: string): Record<string, string> {
  const files = filesOf(folder).filter((file) => file !== 'manifest.json')
  return Object.fromEntries(
    files.map((file) => [
      withoutHashes(file),
      withoutHashes(readFileSync(join(folder, file), 'latin1')),
    ]),
  )
}

function withoutHashes<T>(value: T): T {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const plain = text.replace(/-[\w-]{8}\.(js|css)\b/g, '.$1')
  return typeof value === 'string' ? (plain as T) : JSON.parse(plain)
}

/** As the minifier writes the constant. */
const demoConstant = /\[\{url:`http:\/\/127\.0\.0\.1:8411\/cas`,name:`Demo University`\}\]/g
