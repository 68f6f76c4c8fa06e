// The badge: two glyphs, rounded down, never 0 before the deadline.
import type { SessionState } from 'sso-pulse'
import { type Memory, nothingKnown } from 'sso-pulse/parts'
import { describe, expect, test } from 'vitest'
import { badgeTextOf, nextChangeAt } from '../../../extension/background/badge.js'
import type { Picture } from '../../../extension/shared/picture.js'

const now = Date.parse('2026-03-01T08:00:00Z')
const server = {
  url: 'https://sso.example.org/cas',
  name: 'Example',
  source: 'isloggedin',
} as const
const minute = 60_000
const hour = 60 * minute

function pictureWith(state: SessionState): Picture {
  const memory: Memory = { ...nothingKnown, state }
  return { kind: 'session', server, record: { server: server.url, memory } }
}

function signedIn(leftMs?: number): SessionState {
  const deadlines =
    leftMs === undefined ? [] : [{ limit: 'time', at: now + leftMs, origin: 'server' } as const]
  return { status: 'signed-in', user: 'casuser', deadlines, checkedAt: now }
}

describe('time left', () => {
  test.each([
    [14 * 24 * hour, '14d'],
    [24 * hour, '1d'],
    [24 * hour - 1, '23h'],
    [8 * hour, '8h'],
    [hour, '1h'],
    [hour - 1, '59′'],
    [9 * minute + 59_000, '9′'],
    [119_000, '1′'],
    [500, '1′'],
  ])('%i ms is shown as %s', (left, text) => {
    expect(badgeTextOf(pictureWith(signedIn(left)), now)).toBe(text)
  })

  test('an unknown end is not invented', () => {
    expect(badgeTextOf(pictureWith(signedIn()), now)).toBe('')
  })
})

const trouble = { kind: 'server-error', since: now } as const

test.each<[string, Picture, string]>([
  ['not set up', { kind: 'not-configured' }, ''],
  ['no permission', { kind: 'permission-missing', server }, '!'],
  ['checking', pictureWith({ status: 'unknown' }), '…'],
  ['trouble, never shown as signed out', pictureWith({ ...signedIn(hour), trouble }), '?'],
  [
    'signed out here',
    pictureWith({ status: 'signed-out', reason: 'signed-out-here', seen: 'ended', checkedAt: now }),
    '',
  ],
  [
    'expired',
    pictureWith({ status: 'signed-out', reason: 'expired-idle', seen: 'ended', checkedAt: now }),
    '!',
  ],
  ['the deadline passed and is being looked at', pictureWith(signedIn(0)), '…'],
])('%s', (_, picture, text) => {
  expect(badgeTextOf(picture, now)).toBe(text)
})

describe('the toolbar is drawn again', () => {
  test.each([
    ['with the next hour while hours are shown', 3 * hour + 10 * minute, 10 * minute],
    ['with the next minute below an hour', 30 * minute + 20_000, 20_000],
  ])('%s', (_, left, inMs) => {
    const next = nextChangeAt(signedIn(left), now)
    expect(next - now).toBe(inMs + 1)
    expect(badgeTextOf(pictureWith(signedIn(left)), next)).not.toBe(
      badgeTextOf(pictureWith(signedIn(left)), now),
    )
  })

  test('not at all while nothing counts down', () => {
    expect(nextChangeAt({ status: 'unknown' }, now)).toBe(Number.POSITIVE_INFINITY)
  })
})
