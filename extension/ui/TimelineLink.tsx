// The way to the timeline, in a tab of its own.
import { pageUrl } from '../shared/pages.js'
import type { Say } from '../shared/say.js'

export function TimelineLink({ say }: { say: Say }) {
  return (
    <a href={pageUrl('timeline')} target="_blank" rel="noreferrer">
      {say('timeline')}
    </a>
  )
}
