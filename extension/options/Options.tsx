// The settings page: the servers, and adding one by pasting any of its addresses.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'
import type { Say } from '../shared/say.js'
import {
  type OwnSettings,
  originPattern,
  ownSettings,
  type ServerSettings,
  withoutServer,
  withServer,
} from '../shared/settings.js'
import { isolate } from '../shared/words/names.js'
import { LiveRegion } from '../ui/LiveRegion.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { useOverview } from '../ui/use-overview.js'
import { AddServer } from './AddServer.js'
import type { Told } from './Notice.js'
import { Server } from './Server.js'

/** What was told last, and beside which server's card; undefined: beside the field. */
interface News {
  readonly beside: string | undefined
  readonly told: Told
}

export function Options({ say }: { say: Say }) {
  const overview = useOverview()
  const [news, setNews] = useState<News | undefined>(undefined)
  const [removed, setRemoved] = useState<ServerSettings | undefined>(undefined)
  if (!overview) return null
  const { servers } = overview

  const tell = (beside: string | undefined, told: Told | undefined) => {
    setRemoved(undefined)
    setNews(told && { beside, told })
  }
  const toldBeside = (place: string | undefined) =>
    news?.beside === place ? news?.told : undefined
  const remove = async (gone: ServerSettings) => {
    const kept = withoutServer(await ownSettings.get(), gone.url)
    await ownSettings.set(kept)
    setNews(undefined)
    setRemoved(gone)
    await giveBack(gone, kept)
  }
  const undo = async (gone: ServerSettings) => {
    // First and at once: Firefox takes only this for a person's wish.
    await browser.permissions.request({ origins: [originPattern(gone.url)] })
    await ownSettings.set(withServer(await ownSettings.get(), gone))
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
      {servers.map(({ kind, server }) => (
        <Server
          key={server.url}
          server={server}
          permitted={kind !== 'permission-missing'}
          told={toldBeside(server.url)}
          say={say}
          onTell={(told) => tell(server.url, told)}
          onRemove={remove}
        />
      ))}
      {removed && <Removed server={removed} say={say} onUndo={undo} />}
      <AddServer
        further={servers.length > 0}
        told={toldBeside(undefined)}
        say={say}
        onRefused={(told) => tell(undefined, told)}
        onAdded={(told, added) => tell(added.url, told)}
      />
    </main>
  )
}

function aloud(told: Told | undefined): string {
  return told ? [told.headline, ...told.lines].join(' ') : ''
}

/** Nobody needs a permission for a server that is gone, unless another one lives there. */
async function giveBack({ url }: ServerSettings, { servers }: OwnSettings): Promise<void> {
  const pattern = originPattern(url)
  if (servers.some((server) => originPattern(server.url) === pattern)) return
  // A build for tests holds loopback for good, and the browser refuses to take it away.
  await browser.permissions.remove({ origins: [pattern] }).catch(() => false)
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
