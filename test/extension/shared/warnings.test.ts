// When a person may put an end to rest, and what the popup says then.
import type { SessionState } from 'sso-pulse'
import { describe, expect, test } from 'vitest'
import { endKey } from '../../../extension/shared/warnings.js'
import { spokenOf } from '../../../extension/shared/words/spoken.js'
import { minute, now, pictureOfState, signedIn } from '../pictures.js'
import { say } from '../speech.js'

const warnBeforeMs = [10 * minute, 2 * minute]
const keyOf = (state: SessionState) => endKey(pictureOfState(state).record.memory)
const offersSnooze = (picture: Parameters<typeof spokenOf>[0]) =>
  spokenOf(picture, now, say).actions.includes('snooze')

describe('Snooze is offered', () => {
  test.each([{ time: 9 * minute }, { idle: 9 * minute }])(
    'while one more notification of %o is to come',
    (left) => {
      expect(offersSnooze({ ...pictureOfState(signedIn(left)), warnBeforeMs })).toBe(true)
    },
  )

  test('not where notifications are switched off', () => {
    expect(offersSnooze(pictureOfState(signedIn({ time: 9 * minute })))).toBe(false)
  })

  test('not after the last one', () => {
    const picture = pictureOfState(signedIn({ time: minute }))
    expect(offersSnooze({ ...picture, warnBeforeMs })).toBe(false)
  })

  test('not long before the end', () => {
    const picture = pictureOfState(signedIn({ time: 60 * minute }))
    expect(offersSnooze({ ...picture, warnBeforeMs })).toBe(false)
  })
})

test.each([{ time: 9 * minute }, { idle: 9 * minute }])(
  'once chosen it is a sentence (%o)',
  (left) => {
    const state = signedIn(left)
    const snoozed = keyOf(state)
    const picture = { ...pictureOfState(state, { snoozed }), warnBeforeMs }
    const { actions, lines } = spokenOf(picture, now, say)
    expect(actions).not.toContain('snooze')
    expect(lines).toContain('No more notifications about this end.')
  },
)

test('another session, limit or deadline is another end', () => {
  const state = signedIn({ time: 9 * minute })
  const others = [
    signedIn({ time: 9 * minute }, { session: 's2' }),
    signedIn({ idle: 9 * minute }),
    signedIn({ time: 8 * minute }),
  ]
  for (const other of others) expect(keyOf(other)).not.toBe(keyOf(state))
})
