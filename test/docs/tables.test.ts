// What the tables of the pages list is what the types list; the compiler says when one is missing here.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EndReason, LogoutOptions, SessionEvents, SessionState, WatchOptions } from 'sso-pulse'
import type { EndCause, Failure, ScriptOptions, ScriptStep } from 'sso-pulse/testing'
import type { Redaction, SignOutStep, TimelineFault, TimelineRow, Told } from 'sso-pulse/timeline'
import { describe, expect, test } from 'vitest'
import { troubleKinds } from '../sdk/trouble-kinds.js'

type Listed<T extends PropertyKey> = { readonly [K in T]: true }
type KeyOf<T> = T extends unknown ? keyof T : never
type Length = 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds'

const statuses: Listed<SessionState['status']> = {
  unknown: true,
  'signed-in': true,
  'signed-out': true,
}

const reasons: Listed<EndReason> = {
  never: true,
  'expired-time': true,
  'expired-idle': true,
  'signed-out-here': true,
  'ended-elsewhere': true,
  unknown: true,
}

const events: Listed<keyof SessionEvents> = {
  started: true,
  ended: true,
  'other-user': true,
  expiring: true,
  trouble: true,
  recovered: true,
  observation: true,
}

const options: Listed<keyof WatchOptions> = {
  maxStalenessMs: true,
  warnBeforeMs: true,
  timeoutMs: true,
  maxBytes: true,
  source: true,
  headers: true,
  navigate: true,
  fetch: true,
  clock: true,
  environment: true,
  openChannel: true,
  random: true,
}

const steps: Listed<Exclude<KeyOf<ScriptStep>, Length | 'because'>> = {
  signedIn: true,
  limits: true,
  used: true,
  failure: true,
  visible: true,
}

const causes: Listed<EndCause> = {
  administrator: true,
  'another-tab': true,
  'new-address': true,
  'sso-disabled': true,
}

const failures: Listed<keyof Failure> = {
  status: true,
  headers: true,
  body: true,
  reset: true,
  delayMs: true,
  path: true,
  method: true,
  times: true,
}

const scriptOptions: Listed<Exclude<keyof ScriptOptions, keyof WatchOptions>> = {
  setup: true,
  startAt: true,
  url: true,
  line: true,
  users: true,
  origin: true,
  thirdPartyCookies: true,
}

const logoutOptions: Listed<Exclude<keyof LogoutOptions, 'mode'>> = {
  service: true,
  redirectParameter: true,
  confirmed: true,
}

const faults: Listed<TimelineFault> = {
  empty: true,
  'not-json': true,
  'wrong-shape': true,
  newer: true,
  'too-large': true,
}

const rows: Listed<TimelineRow['kind'] | Told | SignOutStep | Redaction> = {
  look: true,
  notification: true,
  'sign-out': true,
  mark: true,
  shown: true,
  off: true,
  snoozed: true,
  uncertain: true,
  asked: true,
  sent: true,
  proved: true,
  'not-proved': true,
  'page-opened': true,
  nothing: true,
  pseudonyms: true,
  removed: true,
}

/** The names in the first column of the table that begins with this heading. */
function firstColumn(page: string, heading: string): string[] {
  const lines = readFileSync(page, 'utf8').split('\n')
  const from = lines.findIndex((line) => line.startsWith(`| ${heading} |`)) + 2
  const rows = lines.slice(from)
  const cells = rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((row) => row.split('|')[1])
  return cells.flatMap((cell = '') => [...cell.matchAll(/`([\w-]+)/g)].map(([, name = '']) => name))
}

test.each([
  ['docs/states.md', '`status`', Object.keys(statuses)],
  ['docs/states.md', '`reason`', Object.keys(reasons)],
  ['docs/states.md', 'event', Object.keys(events)],
  ['docs/states.md', '`kind`', troubleKinds],
  ['docs/start.md', 'option', Object.keys(options)],
  ['docs/testing.md', 'field', Object.keys(steps)],
])('%s: the table of %s has a row for each', (page, heading, names) => {
  expect([...new Set(firstColumn(page, heading))].sort()).toEqual([...names].sort())
})

test.each([
  ['docs/testing.md', causes],
  ['docs/testing.md', failures],
  ['docs/testing.md', scriptOptions],
  ['docs/sign-out.md', logoutOptions],
  ['docs/timeline.md', faults],
  ['docs/timeline.md', rows],
])('%s names each of %j', (page, names) => {
  const text = readFileSync(page, 'utf8')
  for (const name of Object.keys(names)) expect(text).toMatch(new RegExp(`['\`]${name}\\b`))
})

describe('links', () => {
  const pages = ['README.md', 'SECURITY.md', ...readdirSync('docs').map((file) => `docs/${file}`)]
  const linked = (page: string) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to)

  /** As GitHub makes them. */
  const anchors = (page: string) =>
    [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    )

  test.each(pages.filter((page) => page.endsWith('.md')))('of %s lead somewhere', (page) => {
    for (const link of linked(page).filter((to) => !/^https?:/.test(to))) {
      const [file = '', anchor] = link.split('#')
      const target = file ? join(dirname(page), file) : page
      expect(existsSync(target), link).toBe(true)
      if (anchor !== undefined) expect(anchors(target), link).toContain(anchor)
    }
  })

  test('the README leads to every page', () => {
    const wanted = pages.filter((page) => /^docs\/.*\.md$/.test(page))
    expect(linked('README.md')).toEqual(expect.arrayContaining(wanted))
  })
})
