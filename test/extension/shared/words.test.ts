// What is said about every picture: one table for the toolbar, one for the popup.
import type { SessionState } from 'sso-pulse'
import { describe, expect, test } from 'vitest'
import type { Picture } from '../../../extension/shared/picture.js'
import { reasonOf } from '../../../extension/shared/words/reasons.js'
import { type Spoken, spokenOf } from '../../../extension/shared/words/spoken.js'
import { titleOf } from '../../../extension/shared/words/title.js'
import { troubleKinds } from '../../sdk/trouble-kinds.js'
import {
  changed,
  day,
  estimated,
  hour,
  inTrouble,
  minute,
  now,
  pictureOfState,
  second,
  server,
  signedIn,
  signedOut,
  unknown,
} from '../pictures.js'
import { languages, say, sayIn } from '../speech.js'

const notConfigured: Picture = { kind: 'not-configured' }
const permissionMissing: Picture = { kind: 'permission-missing', server }

function withoutLimits(source: 'isloggedin' | 'actuator-sso'): Picture {
  const { details: _, ...state } = signedIn({})
  const told = source === 'isloggedin' ? { ...state, details: {} } : state
  return { ...pictureOfState(told), server: { ...server, source } }
}

/** Without the marks around names. */
function plain({ headline, lines }: Spoken): string[] {
  return [headline, ...lines].map((text) => text.replace(/[\u2068\u2069]/g, ''))
}

describe('the toolbar', () => {
  test.each<[string, Picture | SessionState, string]>([
    ['no server', notConfigured, 'Set up SSO status'],
    ['no permission', permissionMissing, 'Needs permission for sso.example.edu'],
    ['first look', unknown, 'SSO: checking…'],
    [
      'signed in',
      signedIn({ time: 7 * hour + 42 * minute }),
      'Signed in as jdoe, 7 hrs, 42 mins left (until 17:30)',
    ],
    [
      'signed in until another day',
      signedIn({ time: 13 * day }),
      'Signed in as jdoe, 13 days left (until Fri 4 Dec, 09:48)',
    ],
    [
      'estimated',
      estimated(signedIn({ time: 7 * hour })),
      'Signed in as jdoe, about 7 hrs left (until 16:48)',
    ],
    [
      'not told how long',
      withoutLimits('actuator-sso'),
      'Signed in as jdoe. CAS did not say how long.',
    ],
    ['no limit', withoutLimits('isloggedin'), 'Signed in as jdoe, without a limit'],
    [
      'time limit soon',
      signedIn({ time: 9 * minute + 30 * second }),
      "SSO ends in 9 mins, at 09:57. It can't be extended.",
    ],
    [
      'idle limit soon',
      signedIn({ idle: 4 * minute + 59 * second, time: hour }),
      'SSO ends in 4 mins because it was not used',
    ],
    ['the last second', signedIn({ idle: 1 }), 'SSO ends in 1 min because it was not used'],
    ['the deadline passed', signedIn({ time: 0 }), 'SSO: checking…'],
    ['nobody was seen', signedOut('never'), 'Not signed in'],
    ['signed out here', signedOut('signed-out-here'), 'Not signed in'],
    ['time limit reached', signedOut('expired-time'), 'Sign-in ended at 09:44 (time limit)'],
    ['idle limit reached', signedOut('expired-idle'), 'Sign-in ended at 09:44 (not used)'],
    ['ended elsewhere', signedOut('ended-elsewhere'), 'Sign-in ended elsewhere, noticed at 09:44'],
    ['ended, nobody knows why', signedOut('unknown'), 'Sign-in ended, noticed at 09:44'],
    [
      'unreadable cookie',
      signedOut('unknown', { seen: 'unreadable' }),
      'Not signed in: your network address or browser changed',
    ],
    [
      'no single sign-on',
      signedOut('never', { seen: 'sso-disabled' }),
      'Not signed in: single sign-on is switched off',
    ],
    ['trouble, nothing known', inTrouble(unknown, 'offline'), "Can't reach SSO"],
    [
      'trouble, signed in',
      inTrouble(signedIn({ time: hour }), 'offline'),
      "Can't reach SSO. Last known: signed in, 09:48",
    ],
    [
      'trouble, signed out',
      inTrouble(signedOut('never'), 'server-error', 503),
      "Can't reach SSO. Last known: not signed in, 09:48",
    ],
    [
      'a withheld cookie',
      inTrouble(unknown, 'cookie-withheld'),
      "Can't tell if you are signed in: the browser held the cookie back",
    ],
  ])('%s', (_, known, title) => {
    const picture = 'kind' in known ? known : pictureOfState(known)
    expect(titleOf(picture, now, say)).toBe(title)
  })

  test('a name of another direction stays apart from the sentence', () => {
    const state = signedIn({ time: hour }, { user: 'דנה' })
    expect(titleOf(pictureOfState(state), now, say)).toContain('\u2068דנה\u2069, ')
    const english = pictureOfState(signedIn({ time: hour }))
    expect(titleOf(english, now, sayIn('made-up'))).toContain('\u2068jdoe\u2069')
  })
})

describe('the popup', () => {
  test.each<[string, Picture | SessionState, string[], Spoken['actions']]>([
    [
      'no server',
      notConfigured,
      ['No server yet', 'Paste the address of your sign-in page to start.'],
      ['set-up'],
    ],
    [
      'no permission',
      permissionMissing,
      [
        'Permission needed',
        'To see your sign-in at sso.example.edu the browser must allow it, for this site only.',
      ],
      ['allow'],
    ],
    ['first look', unknown, ['Checking your sign-in'], ['cancel']],
    [
      'the time limit comes first',
      signedIn({ time: 7 * hour, idle: 7.5 * hour }),
      [
        'Signed in as jdoe',
        'Ends today at 16:48 at the latest',
        'or after 2 hours without using SSO',
      ],
      ['sign-out'],
    ],
    [
      'the idle limit comes first',
      signedIn({ time: 7 * hour, idle: hour }),
      [
        'Signed in as jdoe',
        'Ends today at 10:48, after 2 hours without using SSO',
        'or today at 16:48 at the latest',
      ],
      ['sign-out'],
    ],
    [
      'an idle limit of unknown length',
      signedIn({ idle: hour }, { details: undefined }),
      ['Signed in as jdoe', 'Ends today at 10:48 unless SSO is used before'],
      ['sign-out'],
    ],
    [
      'estimated',
      estimated(signedIn({ time: 7 * hour }, { details: undefined })),
      [
        'Signed in as jdoe',
        'Ends today at 16:48 at the latest',
        'An estimate from the numbers in the settings.',
      ],
      ['sign-out'],
    ],
    [
      'not told how long',
      withoutLimits('actuator-sso'),
      ['Signed in as jdoe', 'CAS did not say how long.'],
      ['sign-out'],
    ],
    [
      'no limit',
      withoutLimits('isloggedin'),
      ['Signed in as jdoe', 'CAS sets no time limit.'],
      ['sign-out'],
    ],
    [
      'time limit soon',
      signedIn({ time: 9 * minute }),
      [
        'Your sign-in ends in 9 minutes',
        "It ends at 09:57. This limit can't be extended: save your work, then sign in again.",
      ],
      ['sign-in-again', 'sign-out'],
    ],
    [
      'estimated time limit soon',
      estimated(signedIn({ time: 9 * minute })),
      [
        'Your sign-in ends in about 9 minutes',
        "It ends at 09:57. This limit can't be extended: save your work, then sign in again.",
        'An estimate from the numbers in the settings.',
      ],
      ['sign-in-again', 'sign-out'],
    ],
    [
      'idle limit soon',
      signedIn({ idle: 4 * minute, time: hour }),
      [
        'Still there? 4 minutes left',
        'Sign-in ends because it was not used for 2 hours.',
        'Final end: 10:48',
        'Open any Example University app to stay signed in.',
      ],
      ['sign-out'],
    ],
    [
      'seconds are counted below two minutes',
      signedIn({ idle: 94 * second }, { details: undefined }),
      [
        'Still there? 1 minute, 34 seconds left',
        'Sign-in ends because it was not used.',
        'Open any Example University app to stay signed in.',
      ],
      ['sign-out'],
    ],
    [
      'the deadline passed',
      signedIn({ time: 0 }),
      ['Checking your sign-in', 'Time limit reached at 09:48'],
      ['cancel'],
    ],
    [
      'nobody was seen',
      signedOut('never'),
      ['Not signed in', 'Nobody is signed in with this browser.'],
      ['sign-in'],
    ],
    [
      'signed out here',
      pictureOfState(signedOut('signed-out-here'), { signOut: { at: now, proved: true } }),
      ['Not signed in', 'You signed out at 09:48.', 'Apps you opened may still be signed in.'],
      ['sign-in'],
    ],
    [
      'signed out, not proved',
      pictureOfState(signedOut('never'), { signOut: { at: now, proved: false } }),
      [
        'Not signed in',
        'You signed out at 09:48.',
        "CAS's own sign-out page was opened, since this could not be proved.",
        'Apps you opened may still be signed in.',
      ],
      ['sign-in'],
    ],
    [
      'the server kept the session',
      pictureOfState(signedIn({ time: hour }, { details: undefined }), {
        signOut: { at: now, proved: false },
      }),
      [
        'Signed in as jdoe',
        "You are still signed in, so CAS's own sign-out page was opened.",
        'Ends today at 10:48 at the latest',
      ],
      ['sign-out'],
    ],
    [
      'another user, with an end that is far',
      changed(signedIn({ time: hour }, { details: undefined, user: 'admin' })),
      [
        'Signed in as admin',
        'Changed from jdoe to admin at 09:45.',
        'Ends today at 10:48 at the latest',
      ],
      ['sign-out', 'dismiss'],
    ],
    [
      'another user, with an end that is near',
      changed(signedIn({ time: 9 * minute }, { user: 'admin' })),
      [
        'Your sign-in ends in 9 minutes',
        'Changed from jdoe to admin at 09:45.',
        "It ends at 09:57. This limit can't be extended: save your work, then sign in again.",
      ],
      ['sign-in-again', 'sign-out', 'dismiss'],
    ],
    [
      'time limit reached',
      signedOut('expired-time'),
      ['Your sign-in has ended', 'Time limit reached at 09:44', 'Was: jdoe'],
      ['sign-in-again'],
    ],
    [
      'idle limit reached, yesterday',
      signedOut('expired-idle', { endedAt: now - day }),
      ['Your sign-in has ended', 'Not used, so it ended on Fri 20 Nov at 09:48', 'Was: jdoe'],
      ['sign-in-again'],
    ],
    [
      'ended elsewhere',
      signedOut('ended-elsewhere'),
      [
        'Your sign-in has ended',
        'Ended by the server, by an administrator or in another window, noticed at 09:44',
        'Was: jdoe',
      ],
      ['sign-in-again'],
    ],
    [
      'ended, nobody knows why',
      signedOut('unknown'),
      ['Your sign-in has ended', 'The server did not say why; noticed at 09:44', 'Was: jdoe'],
      ['sign-in-again'],
    ],
    [
      'unreadable cookie',
      signedOut('unknown', { seen: 'unreadable' }),
      [
        'Your sign-in has ended',
        "CAS can't read this browser's sign-in any more: your network address or browser changed, by a VPN for instance.",
        'Change it back, or sign in again.',
        'Was: jdoe',
      ],
      ['sign-in-again'],
    ],
    [
      'no single sign-on',
      signedOut('never', { seen: 'sso-disabled' }),
      [
        'Not signed in',
        'Single sign-on is switched off at Example University: every app asks for your password.',
      ],
      ['sign-in'],
    ],
    [
      'trouble, nothing known',
      inTrouble(unknown, 'server-error', 503),
      [
        "Can't reach sso.example.edu",
        'Nothing is known so far.',
        'The server had an internal error. (HTTP 503)',
      ],
      ['try-again'],
    ],
    [
      'trouble, signed in',
      inTrouble(signedIn({ time: 41 * minute }), 'timed-out'),
      [
        "Can't reach sso.example.edu",
        'Last known: signed in as jdoe, about 41 minutes left if nothing changed',
        'The server took too long to answer.',
      ],
      ['try-again'],
    ],
    [
      'trouble, signed in without a limit',
      inTrouble(signedIn({}), 'offline'),
      [
        "Can't reach sso.example.edu",
        'Last known: signed in as jdoe, at 09:48',
        'This device is offline.',
      ],
      ['try-again'],
    ],
    [
      'trouble, and the deadline passed meanwhile',
      inTrouble(signedIn({ time: -minute }), 'offline'),
      [
        "Can't reach sso.example.edu",
        'Last known: signed in as jdoe; the limit known then was reached at 09:47',
        'This device is offline.',
      ],
      ['try-again'],
    ],
    [
      'trouble, signed out',
      inTrouble(signedOut('never'), 'login-page'),
      [
        "Can't reach sso.example.edu",
        'Last known: not signed in, at 09:48',
        'The server sent us to another page instead of answering, perhaps to a login.',
      ],
      ['try-again'],
    ],
    [
      'a withheld cookie',
      inTrouble(unknown, 'cookie-withheld'),
      [
        "Can't tell if you are signed in",
        'Nothing is known so far.',
        'This browser holds a sign-in cookie but did not send it, so nothing is proved.',
      ],
      ['try-again'],
    ],
  ])('%s', (_, known, texts, actions) => {
    const picture = 'kind' in known ? known : pictureOfState(known)
    const spoken = spokenOf(picture, now, say)
    expect(plain(spoken)).toEqual(texts)
    expect(spoken.actions).toEqual(actions)
  })

  test('a first look that takes long says so and offers to try again', () => {
    const spoken = spokenOf(pictureOfState(unknown), now, say, true)
    expect(plain(spoken)).toEqual([
      'Still waiting for sso.example.edu',
      'The server has not answered yet.',
    ])
    expect(spoken).toMatchObject({ shape: 'broken', tone: 'off', actions: ['try-again', 'cancel'] })
  })

  test('the time left stands beside the headline, struck out when something may have changed', () => {
    const state = signedIn({ time: 41 * minute })
    expect(spokenOf(pictureOfState(state), now, say).left).toEqual({
      text: '41m',
      spoken: '41 minutes left',
      holds: true,
    })
    const troubled = pictureOfState(inTrouble(state, 'offline'))
    expect(spokenOf(troubled, now, say).left).toMatchObject({ text: '41m', holds: false })
  })

  test('the subject changes with the news, not with the time', () => {
    const picture = pictureOfState(signedIn({ time: 9 * minute }))
    const { subject } = spokenOf(picture, now, say)
    expect(spokenOf(picture, now + 8 * minute, say).subject).toBe(subject)
    const used = pictureOfState(signedIn({ time: 9 * minute, idle: 5 * minute }))
    expect(spokenOf(used, now, say).subject).not.toBe(subject)
  })

  test.each(['de', 'fr', 'es', 'made-up'] as const)('speaks %s', (language) => {
    const spoken = spokenOf(pictureOfState(signedIn({ time: hour })), now, sayIn(language))
    expect(spoken.headline).toContain('\u2068jdoe\u2069')
    expect(spoken.headline).not.toContain('Signed in')
  })
})

test('each kind of trouble has a sentence of its own, in each language', () => {
  for (const language of languages) {
    const sentences = troubleKinds.map((kind) => reasonOf(kind, sayIn(language)))
    expect(new Set(sentences).size).toBe(troubleKinds.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.+[.?]$/u)
  }
})
