// What the chart draws of rows, in pixels.
import type { LookRow } from 'sso-pulse/timeline'
import { describe, expect, test } from 'vitest'
import { plotOf } from '../../../extension/timeline/chart-lines.js'

const server = 'https://sso.example.org/cas'
const area = { widthPx: 640, topPx: 40, bottomPx: 136 }
const deadlines = [{ limit: 'time', at: 7_200_000, origin: 'server' }] as const
const signedIn = { status: 'signed-in', user: 'casuser', deadlines } as const
const unknown = { status: 'unknown' } as const

/** Looks at the given seconds; each knows something else than the one before. */
function rowsAt(...seconds: readonly number[]): readonly LookRow[] {
  return seconds.map((second, index) => ({
    kind: 'look',
    at: second * 1000,
    askedAt: second * 1000,
    server,
    source: 'isloggedin',
    cause: 'check',
    outcome: { signedIn: true, principal: 'casuser' },
    before: index % 2 ? signedIn : unknown,
    after: index % 2 ? unknown : signedIn,
  }))
}

describe('the words of a change', () => {
  const withWords = (...seconds: readonly number[]) =>
    plotOf(rowsAt(...seconds), server, area)?.changes.map(({ hasRoom }) => hasRoom)

  test('stand where the next change leaves room for them', () => {
    expect(withWords(0, 300, 400, 900, 1000)).toEqual([true, false, true, false, false])
  })

  test('are left out for the last one at the edge', () => {
    expect(withWords(0, 1000)).toEqual([true, false])
  })
})

test('the shape of the last change is within the picture', () => {
  const last = plotOf(rowsAt(0, 1000), server, area)?.changes.at(-1)
  expect(last?.x).toBeLessThanOrEqual(640 - 16)
})
