// The live lines of `npm start`: the SDK watches in this process and each change is one line.
import { watchSession } from '../../sdk/index.js'
import { formatObservation, heading, observationOf } from '../journey/observation.js'
import type { Closing } from './closing.js'
import type { Stage } from './stage.js'

export function printLiveLines({ casUrl, embedded }: Stage, closing: Closing): void {
  if (!embedded) return
  console.log(heading())
  let shown: unknown
  const session = watchSession(casUrl, { fetch: embedded.wire.fetch })
  session.on('observation', ({ cause, arrivedAt: at }) => {
    const { state } = session
    if (state === shown) return
    shown = state
    console.log(formatObservation(observationOf({ cause, at, source: 'isloggedin', state })))
  })
  embedded.wire.onChange(() => void session.check())
  closing.add(async () => session[Symbol.dispose]())
}
