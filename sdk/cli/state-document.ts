// A state as JSON.
import type { SessionState } from '../session.js'
import { iso } from './words.js'

/** The shape of a state in every JSON that the command line prints: instants as ISO 8601 of this machine's clock. */
export function stateDocument(state: SessionState): object {
  switch (state.status) {
    case 'unknown':
      return { status: state.status }
    case 'signed-in':
      return {
        status: state.status,
        user: state.user,
        deadlines: state.deadlines.map(({ limit, at, origin }) => ({ limit, at: iso(at), origin })),
      }
    case 'signed-out':
      return {
        status: state.status,
        reason: state.reason,
        ...(state.seen && { seen: state.seen }),
        ...(state.user && { user: state.user }),
      }
  }
}
