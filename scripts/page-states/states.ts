// Every page of the extension in every state: what pictures are taken of, and what is held to be accessible.
import { forgetServer } from '../journey/extension.js'
import { badgeShows, signIn } from '../journey/steps.js'
import { optionsStates } from './options.js'
import type { PageState } from './page-state.js'
import { popupStates } from './popup.js'
import { sessionsStates } from './sessions.js'
import type { StageKind } from './stage-browser.js'
import { timelineStates } from './timeline.js'

const otherStates: readonly PageState[] = [
  {
    page: 'welcome',
    name: '1-no-server',
    mirrored: true,
    shows: 'welcome_title',
    arrange: ({ driver }) => forgetServer(driver),
  },
  {
    page: 'welcome',
    name: '2-set-up',
    shows: 'welcome_set_up',
  },
  {
    page: 'welcome',
    name: '3-by-policy',
    managed: true,
    shows: 'permission_needed',
  },
  {
    page: 'place',
    name: '1-question',
    shows: 'look_here',
  },
  {
    page: 'place',
    name: '2-signed-in',
    mirrored: true,
    shows: 'signed_in',
    async arrange({ driver, cas, appUrl }) {
      await signIn(driver, cas.url, appUrl)
      await badgeShows(driver, /./, /casuser/)
    },
    reach: (place, { words }) => place.press(words('look_here')),
  },
]

export const pageStates: readonly PageState[] = [
  ...popupStates,
  ...optionsStates,
  ...timelineStates,
  ...sessionsStates,
  ...otherStates,
]

/** Those that can be seen in such a browser. */
export function statesOf(kind: StageKind): readonly PageState[] {
  if (kind === 'mirrored') return pageStates.filter(({ mirrored }) => mirrored)
  return pageStates.filter(({ managed = false }) => managed === (kind === 'managed'))
}

export const titleOf = ({ page, name }: PageState): string => `${page}-${name}`
