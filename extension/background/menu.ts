// The menu of the toolbar's button, and the keyboard's commands: what is done most often, without the popup.
import { browser, type Menus } from '../shared/browser.js'
import { say } from '../shared/i18n.js'
import { byDeadline, type Overview, type SessionPicture, watched } from '../shared/picture.js'
import { isolate, withoutNeedlessIsolates } from '../shared/words/names.js'

const items = ['check-now', 'sign-out', 'sign-out-of-all', 'timeline', 'settings'] as const
export type MenuItem = (typeof items)[number]

export function menuItemOf(id: unknown): MenuItem | undefined {
  return items.find((item) => item === id)
}

/** The browser keeps them until the extension is updated. */
export async function createMenu(overview: Overview): Promise<void> {
  await browser.contextMenus.removeAll()
  for (const id of items) {
    browser.contextMenus.create({ id, contexts: ['action'], ...appearanceOf(id, overview) })
  }
}

/** What can't be done now is not offered. */
export async function updateMenu(overview: Overview): Promise<void> {
  // The event that creates them may still be on its way.
  const update = (id: MenuItem) =>
    browser.contextMenus.update(id, appearanceOf(id, overview)).catch(() => {})
  await Promise.all(items.map(update))
}

function appearanceOf(item: MenuItem, overview: Overview): Menus.UpdateUpdatePropertiesType {
  switch (item) {
    case 'check-now':
      return { title: say('check_now'), enabled: watched(overview).length > 0 }
    case 'sign-out':
      return { title: signOutTitle(overview), enabled: liveOnes(overview).length > 0 }
    case 'sign-out-of-all':
      return { title: say('sign_out_of_all'), visible: liveOnes(overview).length > 1 }
    case 'timeline':
    case 'settings':
      return { title: say(item) }
  }
}

function signOutTitle(overview: Overview): string {
  const [first] = liveOnes(overview)
  return first && overview.servers.length > 1
    ? withoutNeedlessIsolates(say('sign_out_of', isolate(first.server.name)))
    : say('sign_out')
}

/** Of several, *Sign out* means the one that ends first. */
export function liveOnes(overview: Overview): readonly SessionPicture[] {
  return byDeadline(watched(overview)).filter(
    ({ record }) => record.memory.state.status === 'signed-in',
  )
}
