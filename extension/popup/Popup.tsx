// What the toolbar's button opens: the one server, or a list of them from which each opens.
import { useEffect, useState } from 'preact/hooks'
import type { Clock } from 'sso-pulse'
import type { Say } from '../shared/say.js'
import { askAfresh } from '../ui/tell.js'
import { useOverview } from '../ui/use-overview.js'
import { ServerList } from './ServerList.js'
import { ServerView } from './ServerView.js'

interface PopupProps {
  readonly clock: Clock
  readonly say: Say
  /** The server to open first, where there are several. */
  readonly server?: string | undefined
}

export function Popup({ clock, say, server: asked }: PopupProps) {
  const overview = useOverview()
  const [chosen, setChosen] = useState<string | 'all' | undefined>(asked)
  const [left, setLeft] = useState<string | undefined>(undefined)

  useEffect(askAfresh, [])

  if (!overview) return null
  const { rehearsal } = overview
  const servers = rehearsal ? [rehearsal, ...overview.servers] : overview.servers
  const [first, second] = servers
  if (!second) {
    return <ServerView picture={first ?? { kind: 'not-configured' }} clock={clock} say={say} />
  }
  const picture = servers.find(({ server }) => server.url === (chosen ?? rehearsal?.server.url))
  if (!picture) {
    const real = overview.servers
    return <ServerList {...{ servers: real, rehearsal, left, clock, say }} onChoose={setChosen} />
  }
  return (
    <ServerView
      key={picture.server.url}
      picture={picture}
      clock={clock}
      say={say}
      onBack={() => {
        setLeft(picture.server.url)
        setChosen('all')
      }}
    />
  )
}
