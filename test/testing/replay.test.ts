// A timeline from the field happens again: the SDK concludes what it concluded, or a test fails.
import { watchSession } from 'sso-pulse'
import { nothingKnown, reduce } from 'sso-pulse/parts'
import { replay, scriptSession } from 'sso-pulse/testing'
import { knownOf, lookRow, redact, type TimelineRow, writeTimeline } from 'sso-pulse/timeline'
import { describe, expect, test, vi } from 'vitest'
import { look, signedIn, signedOut } from '../sdk/observations.js'
import { address, minute, rowsOf, story, timelineOf } from '../sdk/timelines.js'
import { noon } from '../sdk/turnable-clock.js'

const file = writeTimeline(timelineOf(story))

/** What a session's listeners are told, in order. */
function eventsOf(session: ReturnType<typeof replay>['session']): string[] {
  const events: string[] = []
  for (const name of ['started', 'ended', 'other-user', 'trouble', 'recovered'] as const) {
    session.on(name, () => events.push(name))
  }
  return events
}

describe('the session of a replay', () => {
  test('concludes from the same looks what was concluded then', async () => {
    const { session, play, rows } = replay(file)
    const events = eventsOf(session)
    for (const row of rows) {
      await play(1)
      expect(knownOf(session.state)).toEqual(row.after)
      expect(session.clock.now()).toBe(row.at)
    }
    expect(events).toEqual(['started', 'trouble', 'recovered', 'ended'])
    expect(session.state).toMatchObject({ reason: 'ended-elsewhere', user: 'jdoe' })
  })

  test('looks when the recorded one did and at no other time, for the same causes', async () => {
    const { session, play } = replay(file)
    const seen: unknown[] = []
    session.on('observation', ({ cause, askedAt, outcome }) => seen.push([cause, askedAt, outcome]))
    await play()
    const looks = story.flatMap((row) =>
      row.kind === 'look' ? [[row.cause, row.askedAt, row.outcome]] : [],
    )
    expect(seen).toEqual(looks)
  })

  test('asks nobody', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch')
    await replay(file).play()
    expect(fetch).not.toHaveBeenCalled()
  })

  test('knows what was known when the recording began', async () => {
    const [, , , end] = rowsOf([
      look(signedIn({ timeLimitAt: noon + 10 * minute })),
      look(signedIn({ timeLimitAt: noon + 10 * minute }), noon + minute),
      look(signedIn({ timeLimitAt: noon + 10 * minute }), noon + 2 * minute),
      look(signedOut('ended'), noon + 11 * minute),
    ])
    const { session, play } = replay(timelineOf(end ? [end] : []))
    await play()
    expect(session.state).toMatchObject({ status: 'signed-out', reason: 'expired-time' })
  })

  test('ended here if it was told to end', async () => {
    const seen = reduce(nothingKnown, look(signedIn())).memory
    const observation = look(signedOut('no-cookie'), noon + minute, { signingOut: true })
    const after = reduce(seen, observation).memory
    const row = lookRow({ server: address, source: 'x', before: seen, observation, after })
    const { session, play } = replay(timelineOf([...rowsOf([look(signedIn())]), row]))
    await play()
    expect(session.state).toMatchObject({ reason: 'signed-out-here' })
  })

  test('goes back in time where the clock was set back', async () => {
    const { session, play } = replay(
      timelineOf(rowsOf([look(signedIn()), look(signedIn(), noon - 5 * minute)])),
    )
    await play()
    expect(session.clock.now()).toBe(noon - 5 * minute)
  })

  test('hands on what a listener throws', async () => {
    const { session, play } = replay(file)
    session.on('ended', () => {
      throw new Error('The app did not expect that.')
    })
    await expect(play()).rejects.toThrow('The app did not expect that.')
  })

  test('ends as it did where names were replaced', async () => {
    const { session, play } = replay(redact(timelineOf(story), 'removed'))
    await play()
    expect(session.state).toMatchObject({ reason: 'ended-elsewhere', user: 'somebody' })
  })
})

describe('a session of one’s own', () => {
  test('asks when it wants to, and is answered as the recorded looks were', async () => {
    const { source, clock, play, advance } = replay(file)
    const environment = { visible: () => true, onWake: () => () => {} }
    const session = watchSession('https://app.example.org/cas', { source, clock, environment })
    const events = eventsOf(session)
    await play()
    await advance({ minutes: 2 })
    expect(events).toEqual(['started', 'trouble', 'recovered', 'ended'])
    session[Symbol.dispose]()
  })
})

test('what a session of the SDK observes is a timeline, too', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 3 },
    { signedIn: false },
  ])
  const rows: TimelineRow[] = []
  let before = nothingKnown
  session.on('observation', (observation) => {
    const { memory } = reduce(before, observation)
    rows.push(
      lookRow({ server: session.server, source: 'isloggedin', before, observation, after: memory }),
    )
    before = memory
  })
  await advance({ minutes: 5 })
  const again = replay(writeTimeline(timelineOf(rows)))
  await again.play()
  expect(knownOf(again.session.state)).toEqual(knownOf(session.state))
})

describe('several servers', () => {
  const other = 'https://other.example.org/cas'
  const both = timelineOf([...story, ...rowsOf([look(signedOut('no-cookie'))], other)])

  test('are told apart', async () => {
    const { session, play } = replay(both, { server: other })
    await play()
    expect(session.state).toMatchObject({ status: 'signed-out', reason: 'never' })
    expect(replay(both).session.server).toBe(address)
  })

  test('one that is not among them is refused, and so is a timeline without looks', () => {
    expect(() => replay(both, { server: 'https://x.example.org' })).toThrow(
      'server: expected one that the timeline has looks of',
    )
    expect(() => replay(timelineOf([]))).toThrow('timeline: expected one with a look')
    expect(() => replay('')).toThrow('timeline: the file is empty: export it again')
  })
})
