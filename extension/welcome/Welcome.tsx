// What it does, what it can't see, and the one thing to do next.
import { browser } from '../shared/browser.js'
import type { ServerPicture } from '../shared/picture.js'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { useOverview } from '../ui/use-overview.js'
import { useOnToolbar } from './use-on-toolbar.js'

const promises = [
  ['check', 'ok', 'welcome_sees'],
  ['clock', 'soon', 'welcome_warns'],
  ['circle', 'off', 'welcome_ends'],
] as const

export function Welcome({ say }: { readonly say: Say }) {
  const overview = useOverview()
  const onToolbar = useOnToolbar()
  if (!overview) return null
  return (
    <main class="welcome">
      <header>
        <h1>{say('welcome_title')}</h1>
        <p>{say('options_intro')}</p>
      </header>
      <ul class="promises">
        {promises.map(([shape, tone, key]) => (
          <li key={key}>
            <Shape shape={shape} tone={tone} />
            {say(key)}
          </li>
        ))}
      </ul>
      <Next servers={overview.servers} say={say} />
      {onToolbar === false && (
        <section class="card">
          <h2>{say('welcome_pin')}</h2>
          <p>{say('welcome_pin_how')}</p>
        </section>
      )}
      <section>
        <h2>{say('what_we_cannot_see')}</h2>
        <p>{say('what_we_cannot_see_answer')}</p>
      </section>
    </main>
  )
}

interface NextProps {
  readonly servers: readonly ServerPicture[]
  readonly say: Say
}

/** An organisation may have set servers up already; then perhaps only the browser's permission is missing. */
function Next({ servers, say }: NextProps) {
  const missing = servers.length === 0 || servers.some(({ kind }) => kind === 'permission-missing')
  return (
    <section class="card">
      {servers.length === 0 ? (
        <>
          <h2>{say('add_heading')}</h2>
          <p>{say('address_hint')}</p>
        </>
      ) : (
        <>
          <h2>{say('welcome_set_up')}</h2>
          <ul>
            {servers.map(({ kind, server }) => (
              <li key={server.url}>
                <Sentence text={isolate(server.name)} />
                {kind === 'permission-missing' && ` (${say('permission_needed')})`}
              </li>
            ))}
          </ul>
        </>
      )}
      <button
        type="button"
        class={missing ? 'primary' : undefined}
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        {say(servers.length === 0 ? 'set_up' : missing ? 'allow' : 'settings')}
      </button>
    </section>
  )
}
