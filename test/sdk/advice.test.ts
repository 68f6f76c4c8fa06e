import type { TroubleKind } from 'sso-pulse'
import { advice } from 'sso-pulse/advice'
import { expect, test } from 'vitest'

const kinds = {
  offline: 1,
  unreachable: 1,
  'timed-out': 1,
  'cors-blocked': 1,
  refused: 1,
  missing: 1,
  limited: 1,
  'server-error': 1,
  'login-page': 1,
  'not-json': 1,
  'wrong-shape': 1,
  'too-large': 1,
  'cookie-withheld': 1,
} satisfies Record<TroubleKind, 1>

test.each(Object.keys(kinds) as TroubleKind[])('%s has one sentence of advice', (kind) => {
  expect(advice(kind)).toMatch(/^[A-Z][^\n]{30,180}\.$/)
})

test('no two kinds have the same', () => {
  expect(new Set((Object.keys(kinds) as TroubleKind[]).map(advice)).size).toBe(13)
})
