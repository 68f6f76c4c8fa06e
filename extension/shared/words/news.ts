// What happened to a session that is still alive, said until it is read or history. Pure.
import type { SignedIn } from 'sso-pulse'
import type { WatchRecord } from '../watch-record.js'
import type { Known } from './known.js'
import { isolate } from './names.js'
import { atMoment } from './time.js'

/** What came of the last sign-out, and that somebody else signed in. */
export function newsLines(
  { record: { signOut, otherUser }, now, say }: Known,
  { user }: SignedIn,
): readonly string[] {
  return [
    ...(signOut?.proved === false ? [say('sign_out_failed')] : []),
    ...(otherUser
      ? [
          say(
            'other_user',
            isolate(otherUser.before),
            isolate(user),
            atMoment(otherUser.at, now, say),
          ),
        ]
      : []),
  ]
}

export function dismissal({ otherUser }: WatchRecord): readonly 'dismiss'[] {
  return otherUser ? ['dismiss'] : []
}
