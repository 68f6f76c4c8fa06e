// The steps of a script: what is refused, in one sentence that names the step.

import { expect, test } from 'vitest'
import { type ScriptStep, scriptSession } from '../../sdk/testing/index.js'
import { scenesOf } from '../../sdk/testing/script.js'

test('each step begins when the one before is over', () => {
  const steps: ScriptStep[] = [
    { signedIn: 'casuser', minutes: 10 },
    { failure: 'offline', minutes: 1, seconds: 30 },
    { signedIn: false },
  ]
  expect(scenesOf(steps).map(({ atMs }) => atMs)).toEqual([0, 600_000, 690_000])
})

test('what the last step brought for its time is over after it', () => {
  expect(scenesOf([{ failure: 'offline', minutes: 1 }])).toEqual([
    { atMs: 0, step: { failure: 'offline', minutes: 1 } },
    { atMs: 60_000, step: {} },
  ])
})

const refused: readonly (readonly [unknown, string])[] = [
  [undefined, 'steps: expected a list of steps'],
  [[], 'steps: expected a list of steps'],
  [[null], 'steps[0]: expected an object'],
  [['signed in'], 'steps[0]: expected an object'],
  [
    [{ signedIn: 'casuser' }, { signedIn: false }],
    'steps[0]: expected a duration such as minutes: 1, since another step follows',
  ],
  [
    [{ minutes: 1 }, { signedin: 'casuser' }],
    'steps[1]: expected no field but signedIn, limits, because, used, failure, visible, days, hours, minutes, seconds, milliseconds',
  ],
  [[{ signedIn: true }], 'steps[0].signedIn: expected a user name or false'],
  [[{ signedIn: '' }], 'steps[0].signedIn: expected a user name or false'],
  [[{ minutes: -1 }], 'steps[0].minutes: expected a number that is not negative'],
  [[{ minutes: '5' }], 'steps[0].minutes: expected a number that is not negative'],
  [[{ hours: NaN }], 'steps[0].hours: expected a number that is not negative'],
  [
    [{ signedIn: false, limits: {} }],
    'steps[0].limits: expected time, idle, both or neither, beside a user who signs in',
  ],
  [
    [{ signedIn: 'casuser', limits: { idel: 5 } }],
    'steps[0].limits: expected time, idle, both or neither, beside a user who signs in',
  ],
  [
    [{ signedIn: 'casuser', limits: { idle: { minutes: 0 } } }],
    'steps[0].limits.idle: expected a duration longer than 0',
  ],
  [
    [{ signedIn: 'casuser', limits: { time: { weeks: 1 } } }],
    'steps[0].limits.time: expected a duration of days, hours, minutes, seconds, milliseconds',
  ],
  [
    [{ signedIn: 'casuser', because: 'administrator' }],
    'steps[0].because: expected one of administrator, another-tab, new-address, sso-disabled, beside signedIn: false',
  ],
  [
    [{ signedIn: false, because: 'idle' }],
    'steps[0].because: expected one of administrator, another-tab, new-address, sso-disabled, beside signedIn: false',
  ],
  [
    [{ signedIn: 'casuser', used: true }],
    'steps[0].used: expected true or false, in a step that leaves signedIn out',
  ],
  [[{ visible: 'no' }], 'steps[0].visible: expected true or false'],
  [
    [{ failure: 503 }],
    "steps[0].failure: expected 'offline', or at least one of status, headers, body, delayMs, reset",
  ],
  [
    [{ failure: { stauts: 503 } }],
    "steps[0].failure: expected 'offline', or at least one of status, headers, body, delayMs, reset",
  ],
]

test.each(refused)('%j: %s', (steps, message) => {
  const script = () => scriptSession(steps as readonly ScriptStep[])
  expect(script).toThrow(new TypeError(message))
})

test.each([
  ['5m', 'advance: expected a number that is not negative'],
  [{ minute: 5 }, 'advance: expected a duration of days, hours, minutes, seconds, milliseconds'],
  [{ minutes: -5 }, 'advance.minutes: expected a number that is not negative'],
  [undefined, 'advance: expected a number that is not negative'],
])('advance(%j) is refused', async (by, message) => {
  const { advance } = scriptSession([{ signedIn: 'casuser' }])
  await expect(advance(by as unknown as number)).rejects.toThrow(new TypeError(message))
})

test('types refuse what makes no sense', () => {
  // @ts-expect-error a limit needs a user
  const limits: ScriptStep = { signedIn: false, limits: {} }
  // @ts-expect-error a cause needs an end
  const because: ScriptStep = { signedIn: 'casuser', because: 'administrator' }
  // @ts-expect-error a sign-in is not a use
  const used: ScriptStep = { signedIn: 'casuser', used: true }
  // @ts-expect-error a name or false
  const signedIn: ScriptStep = { signedIn: true }
  for (const step of [limits, because, used, signedIn]) {
    expect(() => scenesOf([step])).toThrow(TypeError)
  }
})
