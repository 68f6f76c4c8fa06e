// Every event that can change what we know, each handed to the function that deals with it. All listeners are registered
// in the first turn: a stopped background is woken only for those.
import { browser, type Cookies, type Runtime } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import { settings } from '../shared/effective-settings.js'
import { pageUrl } from '../shared/pages.js'
import { isOrdinary } from '../shared/places.js'
import { parseRequest, type Request } from '../shared/protocol.js'
import { readOverview } from '../shared/read-overview.js'
import { timelineRecords } from '../shared/timeline-records.js'
import { createMenu, type MenuItem, menuItemOf } from './menu.js'
import { answerClick, serverOf } from './notify.js'
import { isTgcOf } from './tgc.js'
import {
  check,
  dismissAt,
  lookAfreshAt,
  lookAfterReturn,
  lookAfterVisits,
  lookAroundAt,
  lookAtAll,
  lookAtStale,
  onAlarm,
  refresh,
  resume,
  signOutOf,
  signOutOfAll,
  signOutOfFirst,
  snoozeAt,
  stayAt,
} from './watch.js'
import { welcome } from './welcome.js'

/** One change of a cookie comes as several events, and so does one page. */
const debounceMs = 300

/** Hands over what came, when nothing more comes. */
function gathered<T>(work: (all: readonly T[]) => Promise<void>): (one: T) => void {
  let all: T[] = []
  let cancel: (() => void) | undefined
  return (one) => {
    all.push(one)
    cancel?.()
    cancel = clock.after(debounceMs, () => {
      const done = all
      all = []
      void work(done)
    })
  }
}

const onCookies = gathered<Cookies.Cookie>((cookies) =>
  lookAfreshAt('cookie', (server) => cookies.some((each) => isTgcOf(server, each))),
)

const onCookiesElsewhere = gathered<Cookies.Cookie>(async (cookies) => {
  for (const cookie of cookies) {
    await lookAroundAt(cookie.storeId, (server) => isTgcOf(server, cookie))
  }
})

/** Requests from here never carry the cookies of containers and private windows: they tell nothing of the session. */
browser.cookies.onChanged.addListener(({ cookie }) => {
  if (isOrdinary(cookie.storeId)) onCookies(cookie)
  else onCookiesElsewhere(cookie)
})

const onVisits = gathered<string>(lookAfterVisits)

/** Told with its address only for pages of servers that we may ask. */
browser.tabs.onUpdated.addListener((_, { status }, { url, cookieStoreId, incognito }) => {
  const ordinary = !incognito && isOrdinary(cookieStoreId)
  if (status === 'complete' && url && ordinary) onVisits(url)
})

browser.alarms.onAlarm.addListener(onAlarm)

browser.runtime.onStartup.addListener(() => lookAtAll('start'))
browser.runtime.onInstalled.addListener(async ({ reason }) => {
  await createMenu(await readOverview())
  await resume()
  if (reason === 'install') await welcome()
})

/** The API comes with its permission, which may come while we run. */
function listenToNotifications(): void {
  browser.notifications?.onClicked.addListener(onNotificationClicked)
  browser.notifications?.onButtonClicked?.addListener(onSnoozeClicked)
}
const onNotificationClicked = (id: string) => void answerClick(id, stayAt)
/** The only button there is. */
const onSnoozeClicked = (id: string) => void snoozeAt(serverOf(id))
listenToNotifications()

browser.permissions.onAdded.addListener(() => {
  listenToNotifications()
  return lookAfreshAt('start')
})
browser.permissions.onRemoved.addListener(() => lookAfreshAt('start'))
settings.onChanged(() => void lookAfreshAt('start'))

/** Shorter breaks than this make nobody wonder; a locked screen counts at once. */
browser.idle.setDetectionInterval(15 * 60)
browser.idle.onStateChanged.addListener((state) => {
  if (state === 'active') void lookAfterReturn()
})

globalThis.addEventListener('online', () => void lookAfreshAt('online'))

browser.commands.onCommand.addListener((command) => perform(menuItemOf(command)))
browser.contextMenus.onClicked.addListener(({ menuItemId }) => perform(menuItemOf(menuItemId)))

async function perform(item: MenuItem | undefined): Promise<unknown> {
  switch (item) {
    case 'check-now':
      return lookAtAll('check')
    case 'sign-out':
      return signOutOfFirst()
    case 'sign-out-of-all':
      return signOutOfAll()
    case 'timeline':
      return browser.tabs.create({ url: pageUrl('timeline') })
    case 'settings':
      return browser.runtime.openOptionsPage()
  }
}

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const request = parseRequest(message)
  const ours =
    sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL(''))
  return request && ours ? answer(request) : undefined
})

function answer(request: Request): Promise<void> {
  switch (request.type) {
    case 'opened':
      return lookAtStale()
    case 'refresh':
      return refresh()
    case 'check':
      return check(request.server)
    case 'sign-out':
      return signOutOf(request.server)
    case 'sign-out-of-all':
      return signOutOfAll()
    case 'stay':
      return stayAt(request.server)
    case 'snooze':
      return snoozeAt(request.server)
    case 'dismiss':
      return dismissAt(request.server)
    case 'mark':
      return timelineRecords.add({ kind: 'mark', at: clock.now(), text: request.text })
    case 'clear-timeline':
      return timelineRecords.clear()
  }
}

void resume()
