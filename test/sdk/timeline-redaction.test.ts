// What is handed on of a timeline: by pseudonyms that stay the same, or without anything personal.
import fc from 'fast-check'
import {
  isChange,
  personalIn,
  readTimeline,
  redact,
  type TimelineRow,
  writeTimeline,
} from 'sso-pulse/timeline'
import { describe, expect, test } from 'vitest'
import { look, signedIn, signedOut } from './observations.js'
import { address, anyTimeline, minute, personal, rowsOf, story, timelineOf } from './timelines.js'
import { noon } from './turnable-clock.js'

const details = {
  attributes: { mail: ['jdoe@example.org'], groups: ['staff', 'pilots'] },
  services: ['https://app.example.org/'],
}

/** A source of somebody's own may tell more than ours does. */
const rows: readonly TimelineRow[] = [
  ...story,
  ...rowsOf([look(signedIn({ principal: 'maria', session: 's2' }), noon + 20 * minute)]),
  ...rowsOf([look(signedIn({ principal: 'jdoe' }), noon)], 'https://other.example.org').map(
    (row) => ({ ...row, outcome: { ...signedIn({ principal: 'jdoe' }), details } }),
  ),
]
const timeline = timelineOf(rows)

test('what is personal is counted before anything is handed on', () => {
  expect(personalIn(timeline)).toEqual({
    users: 2,
    servers: 2,
    sessions: 2,
    services: 1,
    attributes: 3,
    marks: 1,
  })
})

test('nothing is redacted unless that is wished', () => {
  expect(redact(timeline, 'nothing')).toBe(timeline)
})

describe('pseudonyms', () => {
  const redacted = redact(timeline, 'pseudonyms')

  test('are the same for the same, in every row', () => {
    const users = redacted.rows.flatMap((row) => (row.kind === 'look' ? [row.after.user] : []))
    expect(users).toEqual(['user 1', 'user 1', 'user 1', 'user 1', 'user 2', 'user 1'])
    expect(redacted.rows.at(-1)).toMatchObject({
      server: 'server 2',
      outcome: {
        principal: 'user 1',
        session: 'session 1',
        details: {
          attributes: { mail: ['value 1'], groups: ['value 2', 'value 3'] },
          services: ['service 1'],
        },
      },
    })
  })

  test('stand in marks, too, which else keep their words', () => {
    expect(redacted.rows[0]).toMatchObject({ text: 'step 1: user 1 signs in at server 1' })
  })

  test('take the place of whole words only', () => {
    const named = [
      ...rowsOf([look(signedIn({ principal: 'a.c' }))]),
      { kind: 'mark', at: noon, text: 'A.C, abc and ba.c: a.c-1' } as const,
    ]
    const [, mark] = redact(timelineOf(named), 'pseudonyms').rows
    expect(mark).toMatchObject({ text: 'user 1, abc and ba.c: user 1-1' })
  })

  test('leave what happened as it was', () => {
    expect(redacted.rows.map(isChange)).toEqual(rows.map(isChange))
    expect(redacted.rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at))
  })
})

describe('removed', () => {
  test('is all that is personal; sessions and servers stay apart', () => {
    const [mark, first, , , , maria, other] = redact(timeline, 'removed').rows
    expect(mark).toMatchObject({ text: 'mark 1' })
    expect(first).toMatchObject({ server: 'server 1', outcome: { session: 'session 1' } })
    expect(maria).toMatchObject({ outcome: { principal: 'somebody', session: 'session 2' } })
    expect(other).toMatchObject({ server: 'server 2', outcome: { details: {} } })
  })

  test('stays removed, whatever is chosen when it is handed on again', () => {
    const again = redact(redact(timeline, 'removed'), 'pseudonyms')
    expect(again.redaction).toBe('removed')
  })

  test('takes the services out of a sign-out', () => {
    const row = { kind: 'sign-out', at: noon, server: address, step: 'proved' } as const
    const { services } = details
    expect(redact(timelineOf([{ ...row, services }]), 'removed').rows).toEqual([
      { ...row, server: 'server 1' },
    ])
  })
})

test.each(['pseudonyms', 'removed'] as const)(
  'of no timeline a personal value is left: %s',
  (by) => {
    fc.assert(
      fc.property(anyTimeline, (any) => {
        // What somebody wrote is left to its words by pseudonyms, but for names that the rows know; so are names of attributes.
        const words = any.rows.filter(({ kind }) => kind !== 'mark' || by === 'removed')
        const file = writeTimeline(redact({ ...any, rows: words }, by))
        const leaves: string[] = []
        JSON.parse(file, (_, value) => {
          if (typeof value === 'string') leaves.push(value)
          return value
        })
        const text = by === 'removed' ? file : leaves.join()
        expect(text).not.toContain(personal)
        expect(readTimeline(file).redaction).toBe(by)
      }),
    )
  },
)

test('a look that changed nothing is no change; an end, a trouble and its end are', () => {
  const looks = rowsOf([
    look(signedIn()),
    look(signedIn(), noon + minute),
    look({ kind: 'unreachable' }, noon + 2 * minute),
    look({ kind: 'unreachable' }, noon + 3 * minute),
    look(signedIn(), noon + 4 * minute),
    look(signedOut('ended'), noon + 5 * minute),
  ])
  expect(looks.map(isChange)).toEqual([true, false, true, false, true, true])
})

test('a row holds no attributes and no services, whatever the source tells', () => {
  const [row] = rowsOf([look(signedIn({ details }))])
  expect(JSON.stringify(row)).not.toMatch(/mail|staff|app\.example/)
})
