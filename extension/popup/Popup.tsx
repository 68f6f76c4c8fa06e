// What the toolbar's button opens: the one server, or a list of them from which each opens.
import { useEffect, useState } from 'preact/hooks'
import type { Clock } from 'sso-pulse'
import type { Say } from '../shared/say.js'
import { tell } from '../ui/tell.js'
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
  const [chosen, setChosen] = useState(asked)
  const [left, setLeft] = useState<string | undefined>(undefined)

  useEffect(() => {
    void tell({ type: 'opened' })
  }, [])

  if (!overview) return null
  const { servers } = overview
  const [first, second] = servers
  if (!second) {
    return <ServerView picture={first ?? { kind: 'not-configured' }} clock={clock} say={say} />
  }
  const picture = servers.find(({ server }) => server.url === chosen)
  if (!picture) {
    return <ServerList {...{ servers, left, clock, say }} onChoose={setChosen} />
  }
  return (
    <ServerView
      key={chosen}
      picture={picture}
      clock={clock}
      say={say}
      onBack={() => {
        setLeft(chosen)
        setChosen(undefined)
      }}
    />
  )
}
