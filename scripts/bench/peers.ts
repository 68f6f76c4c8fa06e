// What other libraries do, as measured in November 2026 with their published packages in Chromium 156; quoted, not run again.

export interface Peer {
  readonly name: string
  /** Brotli bytes of the smallest program that watches a session and hears of its end. */
  readonly watchBytes: number
  /** Requests an hour with 1, 10 and 100 tabs, one of them visible, that ask every 60 s. */
  readonly requests?: readonly [one: number, ten: number, hundred: number]
  /** Which of ten tabs hear of the end by themselves. */
  readonly told?: 'all' | 'the visible one'
  /** What it says of a live session while the server answers 503. */
  readonly unavailable?: string
  /** After it was frozen and shown again, with ten minutes to its next look: did it know within 0.1 s? */
  readonly wakes?: boolean
}

export const peers: readonly Peer[] = [
  {
    name: 'Okta auth-js 8.0.1, session.exists() in a loop',
    watchBytes: 26_304,
    requests: [60, 600, 6000],
    told: 'all',
    unavailable: 'ended',
    wakes: false,
  },
  {
    name: 'oidc-client-ts 3.5.0, monitorSession',
    watchBytes: 15_503,
    requests: [0, 0, 0],
    wakes: true,
  },
  {
    name: 'keycloak-js 26.2.4, checkLoginIframe',
    watchBytes: 7_265,
    requests: [0, 0, 0],
    wakes: true,
  },
  {
    name: 'next-auth 4.24.15, refetchInterval (without React)',
    watchBytes: 9_364,
    requests: [60, 6000, 308_940],
    told: 'all',
    unavailable: 'ended, for good',
    wakes: true,
  },
  {
    name: 'better-auth 1.7.2, refetchInterval',
    watchBytes: 10_117,
    requests: [60, 600, 6000],
    told: 'all',
    unavailable: 'keeps it, no back-off',
    wakes: true,
  },
  {
    name: 'SWR 2.5.1, refreshInterval (without React)',
    watchBytes: 5_762,
    requests: [60, 60, 60],
    told: 'the visible one',
    unavailable: 'keeps it, recovers late',
    wakes: true,
  },
  {
    name: 'broadcast-channel 7.4.0, an elected leader asks',
    watchBytes: 4_851,
    requests: [60, 60, 60],
    told: 'all',
    wakes: false,
  },
  { name: 'firebase auth 12.19.0', watchBytes: 25_930 },
  { name: 'oidc-spa 10.2.11', watchBytes: 26_718 },
  { name: 'auth0-spa-js 2.27.0', watchBytes: 54_616 },
  { name: 'clerk-js 6.40.0', watchBytes: 70_605 },
]

/** Three tabs, the first is gone: requests in each interval after that, and which of the others heard of the end. */
export const electedLeader = {
  name: 'broadcast-channel 7.4.0, an elected leader asks',
  closed: ['1', '2 of 2'],
  // Only because it has given up the back/forward cache.
  'navigated away': ['1', '2 of 2'],
  frozen: ['0', '0 of 2'],
} as const
