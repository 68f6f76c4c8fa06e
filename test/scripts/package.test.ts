import { unzipSync } from 'fflate'
import { describe, expect, test, vi } from 'vitest'
import { type ArchivedFile, archive } from '../../scripts/package/archive.js'
import { reasonNotToPublish } from '../../scripts/package/publishable.js'

function file(name: string, content: string | object = ''): ArchivedFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return { name, content: new TextEncoder().encode(text) }
}

describe('an archive', () => {
  test('holds what was put in', () => {
    const unzipped = unzipSync(archive([file('a/b.js', 'one'), file('c.js', 'two')]))
    expect(Object.entries(unzipped)).toEqual([
      ['a/b.js', file('', 'one').content],
      ['c.js', file('', 'two').content],
    ])
  })

  test('is the same bytes whatever the order of the files', () => {
    const files = [file('B'), file('a'), file('_locales/ä'), file('_locales/z')]
    expect(archive(files)).toEqual(archive(files.toReversed()))
  })

  test.each(['Pacific/Kiritimati', 'America/Los_Angeles'])(
    'is the same bytes in the time zone %s',
    (zone) => {
      const here = archive([file('a')])
      vi.stubEnv('TZ', zone)
      expect(archive([file('a')])).toEqual(here)
      vi.unstubAllEnvs()
    },
  )
})

describe('what no store may get is refused in one sentence', () => {
  const manifest = { version: '1.2.3', permissions: ['storage'] }
  const script = file('background.js', `import { a } from './a.js'`)

  test('a released build is not refused', () => {
    expect(reasonNotToPublish([file('manifest.json', manifest), script], '1.2.3')).toBeUndefined()
  })

  test.each<[string, object, readonly ArchivedFile[], RegExp]>([
    ['another version', { version: '1.2.2' }, [], /has version 1.2.2, package.json 1.2.3/],
    ['a build for tests', { host_permissions: ['http://localhost/*'] }, [], /tests or the demo/],
    ['a build for hot reload', { web_accessible_resources: [{}] }, [], /hot reload/],
    ['an update_url', { update_url: 'https://example.org/' }, [], /stores update by themselves/],
    [
      'a background of the development server',
      {},
      [file('loader.js', `import 'http://localhost:5173/@vite/env';`)],
      /loader.js loads code from elsewhere/,
    ],
    ['source maps', {}, [file('a.js.map')], /a.js.map is a source map/],
  ])('%s', (_, change, others, sentence) => {
    const files = [file('manifest.json', { ...manifest, ...change }), script, ...others]
    expect(reasonNotToPublish(files, '1.2.3')).toMatch(sentence)
  })

  test('a folder without a manifest', () => {
    expect(reasonNotToPublish([script], '1.2.3')).toMatch(/version undefined/)
  })
})
