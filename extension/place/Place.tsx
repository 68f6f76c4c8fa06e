// Whether somebody is signed in in this container: asked by a click, told once, and kept nowhere.
import { useState } from 'preact/hooks'
import type { Clock, Observation, SignedOutCause } from 'sso-pulse'
import { failureOf, nothingKnown, reduce } from 'sso-pulse/parts'
import type { SessionPicture } from '../shared/picture.js'
import type { Say } from '../shared/say.js'
import type { ServerSettings } from '../shared/settings.js'
import { clientOf } from '../shared/sources.js'
import { isolate } from '../shared/words/names.js'
import { spokenOf } from '../shared/words/spoken.js'
import { Sentence } from '../ui/Sentence.js'
import { Sentences } from '../ui/Sentences.js'
import { Shape } from '../ui/Shape.js'
import { useOverview } from '../ui/use-overview.js'

interface PlaceProps {
  /** The address of one that is set up. */
  readonly server: string
  readonly clock: Clock
  readonly say: Say
}

export function Place({ server: url, clock, say }: PlaceProps) {
  const overview = useOverview()
  const [asking, setAsking] = useState(false)
  const [found, setFound] = useState<SessionPicture | undefined>(undefined)
  if (!overview) return null
  const server = overview.servers.find((known) => known.server.url === url)?.server

  const ask = async () => {
    if (!server || asking) return
    setAsking(true)
    setFound(await lookOnce(server, clock))
    setAsking(false)
  }
  const told = found && spokenOf(found, clock.now(), say)
  const state = found?.record.memory.state
  // That nobody is signed in is all there is to say: what else could be said is of ordinary windows.
  const isOut = state?.status === 'signed-out' && !isOdd(state.seen)
  return (
    <main class="place">
      <h1>{say('place_title')}</h1>
      <p>{say('place_intro')}</p>
      {server ? (
        <section class="card">
          <h2>
            <Sentence text={isolate(server.name)} />
          </h2>
          <div class="told" role="status">
            {told && (
              <>
                <p class="headline">
                  <Shape tone={told.tone} shape={told.shape} />
                  <span>
                    <Sentence text={told.headline} />
                  </span>
                </p>
                <Sentences lines={isOut ? [] : told.lines} />
              </>
            )}
          </div>
          <button
            type="button"
            class="primary"
            aria-disabled={asking ? 'true' : undefined}
            onClick={ask}
          >
            {say(asking ? 'trying' : 'look_here')}
          </button>
        </section>
      ) : (
        <p>{say('not_configured')}</p>
      )}
    </main>
  )
}

/** CAS can't read the cookie, or has switched single sign-on off. */
function isOdd(seen: SignedOutCause | undefined): boolean {
  return seen === 'unreadable' || seen === 'sso-disabled'
}

async function lookOnce(server: ServerSettings, clock: Clock): Promise<SessionPicture> {
  const askedAt = clock.now()
  const outcome = await clientOf(server).status().catch(failureOf)
  const look: Observation = { cause: 'check', askedAt, arrivedAt: clock.now(), outcome, dice: 0 }
  const { memory } = reduce(nothingKnown, look)
  return { kind: 'session', server, record: { server: server.url, memory } }
}
