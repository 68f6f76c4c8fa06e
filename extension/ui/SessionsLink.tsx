// The way to the page of everybody's sessions, in a tab of its own; for those who administer the server.
import { pageUrl } from '../shared/pages.js'
import type { Say } from '../shared/say.js'

export function SessionsLink({ server, say }: { readonly server: string; readonly say: Say }) {
  return (
    <a class="button" href={pageUrl('sessions', server)} target="_blank" rel="noreferrer">
      {say('sessions')}
    </a>
  )
}
