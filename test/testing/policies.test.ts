// The expiration policies of the in-memory CAS, to the millisecond.

import { expect, test } from 'vitest'
import { choosePolicy, defaultPolicy, isExpired, limitsOf } from '../../sdk/testing/policies.js'
import type { ExpirationPolicy } from '../../sdk/testing/setup.js'
import { Registry, type TicketGrantingTicket } from '../../sdk/testing/tickets.js'

const primary = { kind: 'primary', maxTimeToLiveSeconds: 20, timeToKillSeconds: 8 } as const
const time = { kind: 'time', maxTimeToLiveSeconds: 20 } as const
const idle = { kind: 'idle', timeToKillSeconds: 8 } as const
const never = { kind: 'never' } as const
const throttled = { kind: 'throttled', timeToKillSeconds: 8, timeInBetweenUsesSeconds: 2 } as const

/** Made at 0, used at each of these instants. */
function ticket(policy: ExpirationPolicy, uses: readonly number[] = []): TicketGrantingTicket {
  const registry = new Registry(Math.random)
  const made = registry.create({
    principal: 'casuser',
    attributes: {},
    policy,
    rememberMe: false,
    delegating: false,
    userAgent: 'test',
    address: '127.0.0.1',
    createdAt: 0,
  })
  for (const at of uses) registry.use(made, at)
  return made
}

test.each([
  ['primary: alive at the idle limit', primary, [], 8000, false],
  ['primary: over after it', primary, [], 8001, true],
  ['primary: a use moves it', primary, [7000], 15_000, false],
  ['primary: over after the time limit, whatever the use', primary, [7000, 14_000], 20_001, true],
  ['primary: alive at the time limit', primary, [7000, 14_000], 20_000, false],
  ['time: alive at its limit without any use', time, [], 20_000, false],
  ['time: over after it', time, [19_000], 20_001, true],
  ['idle: alive at its limit', idle, [], 8000, false],
  ['idle: over after it', idle, [], 8001, true],
  ['idle: no time limit', idle, [7000, 14_000, 21_000], 29_000, false],
  ['never: alive in a hundred years', never, [], 3_155_760_000_000, false],
  ['throttled: alive before the limit', throttled, [], 7999, false],
  ['throttled: over at the very limit, unlike the others', throttled, [], 8000, true],
  ['throttled: alive right after a use', throttled, [1000], 1999, false],
  ['throttled: expired a second after a use', throttled, [1000], 2000, true],
  ['throttled: expired to the end of the gap', throttled, [1000], 3999, true],
  ['throttled: alive again behind the gap, if nobody looked', throttled, [1000], 4000, false],
  ['throttled: never used, no gap', throttled, [], 1500, false],
] as const)('%s', (_, policy, uses, now, expired) => {
  expect(isExpired(ticket(policy, uses), now)).toBe(expired)
})

test.each([
  [primary, { timeLimitAt: 20_000, idleLimitAt: 9000 }],
  [time, { timeLimitAt: 20_000 }],
  [idle, { idleLimitAt: 9000 }],
  [never, {}],
  [throttled, { idleLimitAt: 9000 }],
] as const)('the limits of %j', (policy, limits) => {
  expect(limitsOf(ticket(policy, [1000]))).toEqual(limits)
})

test("the policy of the login's service comes first, then remember-me, then the server's", () => {
  const short = { name: 'short', pattern: '', logout: 'none', maxTimeToLiveSeconds: 10 } as const
  const setup = { policy: idle, rememberMe: { timeToKillSeconds: 99 } }
  const ten = { kind: 'time', maxTimeToLiveSeconds: 10 }
  expect(choosePolicy(setup, short, true)).toEqual(ten)
  expect(choosePolicy(setup, undefined, true)).toEqual({ kind: 'time', maxTimeToLiveSeconds: 99 })
  expect(choosePolicy(setup, undefined, false)).toBe(idle)
  expect(choosePolicy({}, undefined, true)).toBe(defaultPolicy)
})
