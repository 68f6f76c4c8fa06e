// That another user took the place of the one before: remembered until the session ends or changes again. Pure.
import type { SessionEvent } from 'sso-pulse/parts'
import type { WatchRecord } from './watch-record.js'

/** @param known still with the state before the events */
export function withOtherUser(
  { otherUser, ...known }: WatchRecord,
  events: readonly SessionEvent[],
  now: number,
): WatchRecord {
  const before = known.memory.state.user
  if (events.includes('other-user') && before) {
    return { ...known, otherUser: { before, at: now } }
  }
  const isOver = events.includes('ended') || events.includes('started')
  return { ...known, ...(otherUser && !isOver && { otherUser }) }
}
