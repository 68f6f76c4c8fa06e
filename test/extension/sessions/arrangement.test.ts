// The order of the listed sessions, and what is found in them.
import { type AdminSession, TicketId } from 'sso-pulse/admin'
import { describe, expect, test } from 'vitest'
import {
  type Column,
  found,
  listedOf,
  ordered,
  turned,
  usualOrder,
} from '../../../extension/sessions/arrangement.js'

const listed = (principal: string, times: Partial<AdminSession> = {}) =>
  listedOf({
    id: new TicketId(`TGT-1-${principal}`),
    principal,
    proxied: false,
    services: [],
    attributes: {},
    ...times,
  })

const sessions = [
  listed('user10', { createdAt: 30, lastUsedAt: 300, timeLimitAt: 900, idleLimitAt: 500 }),
  listed('User9', { authenticatedAt: 10, lastUsedAt: 100, timeLimitAt: 400, idleLimitAt: 600 }),
  listed('abe', { createdAt: 20 }),
]
const names = (rows: readonly { readonly session: AdminSession }[]) =>
  rows.map(({ session }) => session.principal)

describe('sessions are sorted', () => {
  test.each([
    ['user', false, ['abe', 'User9', 'user10']],
    ['user', true, ['user10', 'User9', 'abe']],
    ['start', false, ['User9', 'abe', 'user10']],
    ['last-use', true, ['user10', 'User9', 'abe']],
    ['last-use', false, ['User9', 'user10', 'abe']],
    ['end', false, ['User9', 'user10', 'abe']],
    ['end', true, ['user10', 'User9', 'abe']],
  ] as [Column, boolean, string[]][])(
    'by %s, descending %s; what CAS did not tell comes last',
    (by, descending, expected) => {
      expect(names(ordered(sessions, { by, descending }))).toEqual(expected)
    },
  )

  test('the newest use first, until somebody chooses', () => {
    expect(names(ordered(sessions, usualOrder))).toEqual(['user10', 'User9', 'abe'])
  })

  test('a column that is chosen again turns', () => {
    expect(turned(usualOrder, 'last-use')).toEqual({ by: 'last-use', descending: false })
    expect(turned(usualOrder, 'end')).toEqual({ by: 'end', descending: false })
    expect(turned(usualOrder, 'start')).toEqual({ by: 'start', descending: true })
  })
})

test('a part of a name finds, whatever the case', () => {
  expect(names(found(sessions, ' USER'))).toEqual(['user10', 'User9'])
  expect(names(found(sessions, ''))).toHaveLength(3)
  expect(names(found(sessions, 'nobody'))).toEqual([])
})
