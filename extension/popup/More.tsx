// What the popup tells on demand: the details, or the answer to a question that its lines raise.
import type { Clock } from 'sso-pulse'
import { browser } from '../shared/browser.js'
import type { Picture, SessionPicture } from '../shared/picture.js'
import type { MessageKey, Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import type { Spoken } from '../shared/words/spoken.js'
import { Facts } from '../ui/Facts.js'
import { SessionsLink } from '../ui/SessionsLink.js'
import { TimelineLink } from '../ui/TimelineLink.js'
import { detailsOf } from './details.js'
import { stateReport } from './state-report.js'
import type { Copying } from './use-copying.js'

/** What the popup tells on demand. */
export type About = NonNullable<Spoken['explains']> | 'details'

export const moreLabels = {
  details: 'details',
  'what-we-cannot-see': 'what_we_cannot_see',
  'how-to-end-them': 'how_to_end_them',
} as const satisfies Record<About, MessageKey>

interface MoreProps {
  readonly about: About
  readonly picture: Picture
  readonly now: number
  readonly clock: Clock
  readonly say: Say
  readonly copying: Copying
}

export function More({ about, picture, now, clock, say, copying }: MoreProps) {
  const session = picture.kind === 'session' ? picture : undefined
  switch (about) {
    case 'details':
      return session ? (
        <>
          <Facts facts={detailsOf(session, now, say)} />
          <div class="copy">
            <button
              type="button"
              onClick={() => void copying.copy(reportText(session, clock.now()))}
            >
              {say('copy_json')}
            </button>
            {copying.said && <p>{copying.said}</p>}
          </div>
          <p>
            <TimelineLink say={say} />
            {session.server.administered && <SessionsLink server={session.server.url} say={say} />}
          </p>
        </>
      ) : null
    case 'what-we-cannot-see':
      return <p>{say('what_we_cannot_see_answer')}</p>
    case 'how-to-end-them': {
      const services = session?.record.signOut?.services ?? []
      return (
        <>
          <p>{say('how_to_end_them_answer')}</p>
          {services.length > 0 && (
            <Facts facts={[{ label: say('signed_in_apps'), values: services.map(isolate) }]} />
          )}
        </>
      )
    }
  }
}

function reportText(session: SessionPicture, now: number): string {
  const extension = browser.runtime.getManifest().version
  const report = stateReport(session, now, { extension, browser: navigator.userAgent })
  return JSON.stringify(report, null, 2)
}
