// The settings page: the servers, adding one by pasting any of its addresses, the warnings, and all of it as a file.
import { useRef, useState } from 'preact/hooks'
import { isManaged } from '../shared/effective-settings.js'
import type { Say } from '../shared/say.js'
import { LiveRegion } from '../ui/LiveRegion.js'
import { Notice, type Told } from '../ui/Notice.js'
import { Shape } from '../ui/Shape.js'
import { TimelineLink } from '../ui/TimelineLink.js'
import { useOverview } from '../ui/use-overview.js'
import { AddServer } from './AddServer.js'
import { LockNote } from './LockNote.js'
import { notSaved } from './not-saved.js'
import { Rehearsal } from './Rehearsal.js'
import { Server } from './Server.js'
import { SettingsFile } from './SettingsFile.js'
import { UndoBar } from './UndoBar.js'
import { type MakeChange, useChanges } from './use-changes.js'
import { useFocusReturned } from './use-focus-returned.js'
import { Warnings } from './Warnings.js'

/** What was told last, and beside what: a server's address, or a part of the page. */
interface News {
  readonly beside: string
  readonly told: Told
}

export function Options({ say }: { say: Say }) {
  const overview = useOverview()
  const { last, refused, change, undo } = useChanges()
  const [news, setNews] = useState<News | undefined>(undefined)
  const headline = useRef<HTMLHeadingElement>(null)
  useFocusReturned(headline)
  if (!overview) return null
  const { servers, settings } = overview
  const { lockServers, lockWarnings } = settings.policy

  const tell = (beside: string, told: Told | undefined) => setNews(told && { beside, told })
  const toldBeside = (place: string) => (news?.beside === place ? news.told : undefined)
  const onChange: MakeChange = (...how) => {
    setNews(undefined)
    return change(...how)
  }
  const telling = (place: string) => ({
    told: toldBeside(place),
    say,
    onTell: (told: Told | undefined) => tell(place, told),
    onChange,
  })
  const refusal = refused ? notSaved(say) : undefined
  const newest = refusal ?? news?.told
  const own = servers.filter(({ server }) => !isManaged(settings, server.url))
  return (
    <main class="options">
      <LiveRegion text={newest ? aloud(newest) : (last?.sentence ?? '')} />
      <header>
        <Shape tone="ok" shape="check" />
        <div>
          <h1 ref={headline} tabIndex={-1}>
            {say('options_title')}
          </h1>
          <p>{say('options_intro')}</p>
        </div>
      </header>
      {servers.map((picture) => {
        const index = own.indexOf(picture)
        const { url } = picture.server
        const place = index < 0 ? undefined : { index, of: own.length }
        return <Server key={url} picture={picture} place={place} {...telling(url)} />
      })}
      {lockServers ? (
        <section class="card">
          <LockNote id="servers-lock" say={say} />
          <p>{say('no_further_servers')}</p>
        </section>
      ) : (
        <AddServer
          servers={servers.length}
          told={toldBeside('add')}
          say={say}
          onRefused={(told) => tell('add', told)}
          onAdded={(told, added) => tell(added.url, told)}
        />
      )}
      <Warnings settings={settings} {...telling('warnings')} />
      {!(lockServers && lockWarnings) && <SettingsFile {...telling('file')} />}
      <Rehearsal
        picture={overview.rehearsal}
        told={toldBeside('rehearsal')}
        say={say}
        onTell={(told) => tell('rehearsal', told)}
      />
      <p>
        <TimelineLink say={say} />
      </p>
      {refusal && <Notice {...refusal} />}
      {last && <UndoBar change={last} say={say} onUndo={() => undo(last)} />}
    </main>
  )
}

function aloud(told: Told): string {
  return [told.headline, ...told.lines].join(' ')
}
