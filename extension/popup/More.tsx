// What the popup tells on demand: the details, or the answer to a question that its lines raise.
import type { Picture } from '../shared/picture.js'
import type { MessageKey, Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import type { Spoken } from '../shared/words/spoken.js'
import { Sentence } from '../ui/Sentence.js'
import { detailsOf, type Row } from './details.js'

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
  readonly say: Say
}

export function More({ about, picture, now, say }: MoreProps) {
  const session = picture.kind === 'session' ? picture : undefined
  switch (about) {
    case 'details':
      return session ? <Rows rows={detailsOf(session, now, say)} /> : null
    case 'what-we-cannot-see':
      return <p>{say('what_we_cannot_see_answer')}</p>
    case 'how-to-end-them': {
      const services = session?.record.signOut?.services ?? []
      return (
        <>
          <p>{say('how_to_end_them_answer')}</p>
          {services.length > 0 && (
            <Rows rows={[{ label: say('signed_in_apps'), values: services.map(isolate) }]} />
          )}
        </>
      )
    }
  }
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <dl>
      {rows.map(({ label, values }) => (
        <div key={label}>
          <dt>{label}</dt>
          {values.map((value) => (
            <dd key={value}>
              <Sentence text={value} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
