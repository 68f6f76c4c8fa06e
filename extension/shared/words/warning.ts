// What a notification says of an end that is near: what happens, when, and what can be done. Pure.
import { endOf, type SignedIn } from 'sso-pulse'
import { face } from 'sso-pulse/face'
import type { Known } from './known.js'
import { canStay, limitOf } from './limits.js'
import { isolate, withoutNeedlessIsolates } from './names.js'
import { atMoment, lengthText, moment, timeLeft } from './time.js'

export interface WarningWords {
  readonly title: string
  readonly message: string
}

/** @param named says at which server, where there are several */
export function warningWords(known: Known, state: SignedIn, named: boolean): WarningWords {
  const { server, now, say } = known
  const { end } = face(state, now)
  const left = end ? timeLeft(end, say, 'long', 'minutes') : ''
  const ends = say('ends_time', left)
  const title = named ? say('title_of_server', isolate(server.name), ends) : ends
  const lines = endOf(state)?.limit === 'idle' ? idleLines(known, state) : timeLines(known, state)
  return {
    title: withoutNeedlessIsolates(title),
    message: withoutNeedlessIsolates(lines.join(' ')),
  }
}

function timeLines({ now, say }: Known, state: SignedIn): readonly string[] {
  const time = limitOf(state, 'time')
  return time ? [say('ends_time_reason', atMoment(time.at, now, say))] : []
}

function idleLines({ server, now, say }: Known, state: SignedIn): readonly string[] {
  const idleSeconds = state.details?.timeToKillSeconds
  const final = limitOf(state, 'time')
  return [
    idleSeconds
      ? say('ends_idle_reason', lengthText(idleSeconds, say))
      : say('ends_idle_reason_bare'),
    canStay(server, state)
      ? say('warning_click_to_stay')
      : say('stay_signed_in', isolate(server.name)),
    ...(final ? [say('final_end', moment(final.at, now, say))] : []),
  ]
}
