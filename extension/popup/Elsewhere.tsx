// Sign-ins in containers and private windows, a line each: they are not mixed with the ordinary one, and not asked from here.
import { browser } from '../shared/browser.js'
import { pageUrl } from '../shared/pages.js'
import { type Place, placeOf } from '../shared/places.js'
import type { Say } from '../shared/say.js'

interface ElsewhereProps {
  readonly server: string
  /** Their cookie stores. */
  readonly stores: readonly string[]
  readonly say: Say
}

export function Elsewhere({ server, stores, say }: ElsewhereProps) {
  return (
    <ul class="elsewhere">
      {stores.map((store) => {
        const place = placeOf(store)
        return (
          <li key={store}>
            <p>{say(place.kind === 'container' ? 'elsewhere_container' : 'elsewhere_private')}</p>
            {place.kind === 'container' && (
              <button type="button" onClick={() => void openThere(place, server)}>
                {say('look_there')}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Only a page that lives in a container is asked with its cookies (Firefox). */
async function openThere(place: Extract<Place, { kind: 'container' }>, server: string) {
  await browser.tabs.create({ url: pageUrl('place', server), cookieStoreId: place.storeId })
  window.close()
}
