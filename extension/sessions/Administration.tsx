// What an administrator sees and does: a list, what is found in it, one session in detail, ends and their proofs.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Clock } from 'sso-pulse'
import type { AdminSession } from 'sso-pulse/admin'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { reasonOf } from '../shared/words/reasons.js'
import { LiveRegion } from '../ui/LiveRegion.js'
import { Notice, type Told } from '../ui/Notice.js'
import { Sentence } from '../ui/Sentence.js'
import { useNow } from '../ui/use-now.js'
import { found, ordered, usualOrder } from './arrangement.js'
import { EndMany } from './EndMany.js'
import { NoList } from './NoList.js'
import { SearchBar } from './SearchBar.js'
import { SessionDetails } from './SessionDetails.js'
import { SessionTable } from './SessionTable.js'
import { type Listing, type Outcome, useSessions, type Wish } from './use-sessions.js'
import { toldLines } from './words.js'

interface AdministrationProps {
  readonly server: string
  /** By how much the server's clock is ahead. */
  readonly skewMs: number
  readonly clock: Clock
  readonly say: Say
}

const secondMs = 1000

export function Administration({ server, skewMs, clock, say }: AdministrationProps) {
  const { listing, asked, failure, busy, outcome, ...acts } = useSessions(server, clock)
  const now = useNow(clock, (instant) => instant + secondMs - (instant % secondMs))
  const [typed, setTyped] = useState('')
  const [order, setOrder] = useState(usualOrder)
  const [chosen, setChosen] = useState<AdminSession | undefined>(undefined)
  const firstAction = useRef<HTMLButtonElement>(null)
  const result = useRef<HTMLDivElement>(null)
  const all = useMemo(() => ordered(listing?.sessions ?? [], order), [listing, order])
  const shown = useMemo(() => found(all, typed), [all, typed])
  const index = useMemo(() => indexOf(shown, chosen), [shown, chosen])
  const session = index === undefined ? undefined : shown[index]?.session
  const time = { skewMs, now }
  const told = outcome && toldOf(outcome, say)
  const working = busy && say(busy === 'asking' ? 'sessions_asking' : 'sessions_ending')

  // What was pressed may be gone from the page.
  useEffect(() => {
    if (outcome) result.current?.focus()
  }, [outcome])

  const end = (wish: Wish) => void acts.end(wish)
  return (
    <>
      <LiveRegion text={working ?? (told ? aloud(told) : '')} />
      <SearchBar
        typed={typed}
        asked={asked}
        say={say}
        onType={setTyped}
        onAsk={(wanted) => void acts.list(wanted)}
      />
      <div ref={result} class="outcome" tabIndex={-1}>
        {told && <Notice {...told} />}
      </div>
      {failure && (
        <NoList
          failure={failure}
          hasCredentials={acts.hasCredentials}
          say={say}
          onCredentials={(credentials) => void acts.signIn(credentials)}
        />
      )}
      <p class="quiet" data-count={listing && !busy ? shown.length : undefined}>
        {working ?? (listing && <Sentence text={countText(listing, shown.length, say)} />)}
      </p>
      {listing && (
        <>
          <SessionTable
            sessions={shown}
            selected={index}
            order={order}
            time={time}
            say={say}
            onSort={setOrder}
            onSelect={(at) => setChosen(shown[at]?.session)}
            onEnter={() => firstAction.current?.focus()}
          />
          {session && (
            <SessionDetails
              key={session.id.reveal()}
              session={session}
              time={time}
              busy={busy !== undefined}
              say={say}
              firstAction={firstAction}
              onEnd={() => end({ session })}
            />
          )}
          <EndMany server={server} busy={busy !== undefined} say={say} onEnd={end} />
        </>
      )}
    </>
  )
}

/** The same session in a newer list, too. */
function indexOf(
  shown: readonly { readonly session: AdminSession }[],
  chosen: AdminSession | undefined,
): number | undefined {
  const id = chosen?.id.reveal()
  const index = id === undefined ? -1 : shown.findIndex(({ session }) => session.id.reveal() === id)
  return index < 0 ? undefined : index
}

function countText({ sessions, user, total, listedAt }: Listing, shown: number, say: Say): string {
  const count = say('sessions_count', `${shown}`, `${sessions.length}`, say.time(listedAt))
  return [
    count,
    ...(user === undefined ? [] : [say('sessions_only', isolate(user))]),
    ...(total === undefined || total === sessions.length ? [] : [say('sessions_more', `${total}`)]),
  ].join(' ')
}

function toldOf(outcome: Outcome, say: Say): Told {
  if ('kind' in outcome) {
    const { kind, httpStatus } = outcome
    const lines = [reasonOf(kind, say, httpStatus)]
    return { good: false, headline: say('sessions_unproved'), lines }
  }
  const { ended, left } = outcome
  const all = `${ended + left.length}`
  const lines = toldLines(outcome, say)
  if (left.length > 0) {
    const headline = say('sessions_left', `${ended}`, all, `${left.length}`)
    return { good: false, headline, lines }
  }
  if (ended === 0) return { good: false, headline: say('sessions_none_ended'), lines }
  return { good: true, headline: say('sessions_ended', `${ended}`, all), lines }
}

function aloud({ headline, lines }: Told): string {
  return [headline, ...lines].join(' ')
}
