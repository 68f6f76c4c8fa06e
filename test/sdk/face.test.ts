import type { SessionState, SignedOutCause } from 'sso-pulse'
import { face } from 'sso-pulse/face'
import { expect, test } from 'vitest'
import { look, memoryAfter, signedIn, signedOut } from './observations.js'
import { noon } from './turnable-clock.js'

const alive = look(signedIn({ timeLimitAt: noon + 900_000 }))
const known = memoryAfter(alive).state
const ended = (seen: SignedOutCause) => memoryAfter(alive, look(signedOut(seen), noon + 1000)).state

test.each<[string, SessionState, number, object]>([
  [
    'nothing known yet',
    { status: 'unknown' },
    0,
    { phase: 'checking', tone: 'off', shape: 'dots' },
  ],
  ['signed in for long', known, 0, { phase: 'signed-in', tone: 'ok', shape: 'check' }],
  ['ten minutes left', known, 300_000, { phase: 'expiring', tone: 'soon', shape: 'clock' }],
  ['two minutes left', known, 780_000, { phase: 'expiring', tone: 'soon', shape: 'clock' }],
  ['less than two', known, 780_001, { phase: 'expiring', tone: 'urgent', shape: 'clock' }],
  ['the deadline passed, unproved', known, 900_000, { phase: 'checking', tone: 'off' }],
  ['ended by another', ended('ended'), 0, { phase: 'ended', tone: 'urgent', shape: 'cross' }],
  [
    'never signed in',
    memoryAfter(look(signedOut('no-cookie'))).state,
    0,
    { phase: 'signed-out', tone: 'off', shape: 'circle' },
  ],
  [
    'trouble over knowledge',
    memoryAfter(alive, look({ kind: 'offline' })).state,
    0,
    { phase: 'unreachable', tone: 'off', shape: 'broken', trouble: 'offline' },
  ],
  [
    'without limits',
    memoryAfter(look(signedIn())).state,
    0,
    { phase: 'signed-in', tone: 'ok', shape: 'check' },
  ],
])('%s', (_, state, laterMs, expected) => {
  expect(face(state, noon + laterMs)).toMatchObject(expected)
})

test('the limit that ends the session is told, with its origin and the time left, never below zero', () => {
  const end = { limit: 'time', origin: 'server', at: noon + 900_000 }
  expect(face(known, noon).end).toEqual({ ...end, remainingMs: 900_000 })
  const trouble = memoryAfter(alive, look({ kind: 'offline' })).state
  expect(face(trouble, noon + 2_000_000).end).toEqual({ ...end, remainingMs: 0 })
})

test('the idle limit has a shape of its own', () => {
  const { state } = memoryAfter(look(signedIn({ idleLimitAt: noon + 60_000 })))
  expect(face(state, noon).shape).toBe('hourglass')
})

test('the thresholds of the tones are options', () => {
  expect(face(known, noon, { soonMs: 1_000_000, urgentMs: 950_000 }).tone).toBe('urgent')
})

test('a configured number that CAS outlived was wrong: no end is shown', () => {
  const { state } = memoryAfter(look(signedIn({ timeLimitAt: noon + 1000, origin: 'policy' })))
  expect(face(state, noon + 2000)).toEqual({ phase: 'signed-in', tone: 'ok', shape: 'check' })
})
