import { expect, test } from 'vitest'
import {
  formatLeft,
  formatObservation,
  heading,
  observationOf,
} from '../../scripts/journey/observation.js'

const at = new Date(2026, 0, 2, 9, 5, 7).getTime()
const look = { at, cause: 'cookie', source: 'isloggedin' }

test('a look is one line under its heading', () => {
  const line = formatObservation(
    observationOf(
      {
        ...look,
        state: {
          status: 'signed-in',
          user: 'casuser',
          checkedAt: at,
          deadlines: [
            { limit: 'idle', at: at + 7_199_000, origin: 'server' },
            { limit: 'time', at: at + 28_799_000, origin: 'server' },
          ],
        },
      },
      { text: '1h', title: '', color: '#1a7f37' },
    ),
  )
  expect([heading(), line]).toEqual([
    'time      cause       source        status                    user        idle left  time left  badge',
    '09:05:07  cookie      isloggedin    signed-in                 casuser     1:59:59    7:59:59    1h',
  ])
})

test('nobody signed in leaves the columns empty', () => {
  expect(formatObservation(observationOf({ ...look, state: { status: 'unknown' } }))).toBe(
    '09:05:07  cookie      isloggedin    unknown                   -           -          -',
  )
})

test.each([
  [undefined, '-'],
  [0, '0:00:00'],
  [59_999, '0:00:59'],
  [36_000_000, '10:00:00'],
  [-1_000, '-0:00:01'],
])('%s ms are left: %s', (ms, text) => {
  expect(formatLeft(ms)).toBe(text)
})
