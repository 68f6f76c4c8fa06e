// The page of everybody's sessions at one server, for those who said that they administer it.
import type { Clock } from 'sso-pulse'
import { browser } from '../shared/browser.js'
import type { ServerPicture } from '../shared/picture.js'
import type { Say } from '../shared/say.js'
import { originPattern } from '../shared/settings.js'
import { isolate } from '../shared/words/names.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { useOverview } from '../ui/use-overview.js'
import { Administration } from './Administration.js'

interface SessionsProps {
  /** The address of one that is set up. */
  readonly server: string
  readonly clock: Clock
  readonly say: Say
}

export function Sessions({ server: url, clock, say }: SessionsProps) {
  const overview = useOverview()
  if (!overview) return null
  const picture = overview.servers.find(({ server }) => server.url === url)
  return (
    <main class="sessions">
      <header>
        <h1>{say('sessions')}</h1>
        {picture && (
          <p>
            <Sentence text={say('sessions_intro', isolate(picture.server.url))} />
          </p>
        )}
      </header>
      <Inside picture={picture} clock={clock} say={say} />
    </main>
  )
}

interface InsideProps {
  readonly picture: ServerPicture | undefined
  readonly clock: Clock
  readonly say: Say
}

/** Nobody is asked before it was switched on, and before the browser allows it. */
function Inside({ picture, clock, say }: InsideProps) {
  if (!picture) return <p>{say('not_configured')}</p>
  const { server, kind } = picture
  if (!server.administered) {
    return (
      <>
        <p>
          <Sentence text={say('sessions_off', isolate(server.name))} />
        </p>
        <p>
          <button type="button" onClick={() => void browser.runtime.openOptionsPage()}>
            {say('options_title')}
          </button>
        </p>
      </>
    )
  }
  if (kind === 'permission-missing') {
    return (
      <div class="notice">
        <Shape tone="info" shape="key" />
        <div>
          <p>
            <Sentence text={say('sessions_permission', isolate(new URL(server.url).hostname))} />
          </p>
          <button
            type="button"
            class="primary"
            onClick={() =>
              void browser.permissions.request({ origins: [originPattern(server.url)] })
            }
          >
            {say('allow')}
          </button>
        </div>
      </div>
    )
  }
  const { skewMs = 0 } = kind === 'session' ? picture.record.memory : {}
  return <Administration server={server.url} skewMs={skewMs} clock={clock} say={say} />
}
