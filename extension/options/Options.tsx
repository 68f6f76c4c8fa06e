// The settings page: the one server, and adding it by pasting any of its addresses.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'
import type { Picture } from '../shared/picture.js'
import type { Say } from '../shared/say.js'
import { originPattern, type ServerSettings, settings, withServer } from '../shared/settings.js'
import { isolate } from '../shared/words/names.js'
import { LiveRegion } from '../ui/LiveRegion.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { usePicture } from '../ui/use-picture.js'
import { AddServer } from './AddServer.js'
import type { Told } from './Notice.js'
import { Server } from './Server.js'

/** What was told last, and beside which of the two cards. */
interface News {
  readonly beside: 'server' | 'field'
  readonly told: Told
}

export function Options({ say }: { say: Say }) {
  const picture = usePicture()
  const [news, setNews] = useState<News | undefined>(undefined)
  const [removed, setRemoved] = useState<ServerSettings | undefined>(undefined)
  if (!picture) return null
  const server = serverOf(picture)

  const tell = (beside: News['beside'], told: Told | undefined) => {
    setRemoved(undefined)
    setNews(told && { beside, told })
  }
  const toldBeside = (place: News['beside']) => (news?.beside === place ? news.told : undefined)
  const remove = async (gone: ServerSettings) => {
    await settings.set(withServer(undefined))
    setNews(undefined)
    setRemoved(gone)
    await giveBack(gone)
  }
  const undo = async (gone: ServerSettings) => {
    // First and at once: Firefox takes only this for a person's wish.
    await browser.permissions.request({ origins: [originPattern(gone.url)] })
    await settings.set(withServer(gone))
    setRemoved(undefined)
  }
  return (
    <main class="options">
      <LiveRegion text={aloud(news?.told)} />
      <header>
        <Shape tone="ok" shape="check" />
        <div>
          <h1>{say('options_title')}</h1>
          <p>{say('options_intro')}</p>
        </div>
      </header>
      {server && (
        <Server
          key={server.url}
          server={server}
          permitted={picture.kind === 'session'}
          told={toldBeside('server')}
          say={say}
          onTell={(told) => tell('server', told)}
          onRemove={remove}
        />
      )}
      {removed && <Removed server={removed} say={say} onUndo={undo} />}
      <AddServer
        replaces={server !== undefined}
        told={toldBeside('field')}
        say={say}
        onRefused={(told) => tell('field', told)}
        onAdded={async (told, added) => {
          tell('server', told)
          if (server && originPattern(server.url) !== originPattern(added.url))
            await giveBack(server)
        }}
      />
    </main>
  )
}

function serverOf(picture: Picture): ServerSettings | undefined {
  return picture.kind === 'not-configured' ? undefined : picture.server
}

function aloud(told: Told | undefined): string {
  return told ? [told.headline, ...told.lines].join(' ') : ''
}

/** Nobody needs a permission for a server that is gone. */
async function giveBack({ url }: ServerSettings): Promise<void> {
  // A build for tests holds loopback for good, and the browser refuses to take it away.
  await browser.permissions.remove({ origins: [originPattern(url)] }).catch(() => false)
}

interface RemovedProps {
  readonly server: ServerSettings
  readonly say: Say
  readonly onUndo: (server: ServerSettings) => void
}

/** Takes the place of the server's card, and the focus of its button. */
function Removed({ server, say, onUndo }: RemovedProps) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => button.current?.focus(), [])
  return (
    <section class="card removed">
      <p role="status">
        <Sentence text={say('removed', isolate(server.name))} />
      </p>
      <button ref={button} type="button" onClick={() => onUndo(server)}>
        {say('undo')}
      </button>
    </section>
  )
}
