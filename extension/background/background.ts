// Every event that can change what we know, each handed to the function that deals with it. All listeners are registered
// in the first turn: a stopped background is woken only for those.
import { browser, type Runtime } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import { parseRequest, type Request } from '../shared/protocol.js'
import { settings } from '../shared/settings.js'
import { look, lookAfresh, lookUnlessFresh, onAlarm, resume, signOut } from './session-watch.js'
import { isTgcOf } from './tgc.js'

/** One change of a cookie comes as several events. */
const debounceMs = 300

let cancelCookieLook: (() => void) | undefined

browser.cookies.onChanged.addListener(async ({ cookie }) => {
  const { server } = await settings.get()
  if (!server || !isTgcOf(server, cookie)) return
  cancelCookieLook?.()
  cancelCookieLook = clock.after(debounceMs, () => void lookAfresh('cookie'))
})

browser.alarms.onAlarm.addListener(onAlarm)

browser.runtime.onStartup.addListener(() => look('start'))
browser.runtime.onInstalled.addListener(resume)

browser.permissions.onAdded.addListener(() => lookAfresh('start'))
browser.permissions.onRemoved.addListener(() => lookAfresh('start'))
settings.onChanged(() => void lookAfresh('start'))

globalThis.addEventListener('online', () => void lookAfresh('online'))

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const request = parseRequest(message)
  const ours =
    sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL(''))
  return request && ours ? answer(request) : undefined
})

function answer(request: Request): Promise<void> {
  switch (request.type) {
    case 'opened':
      return lookUnlessFresh()
    case 'check':
      return look('check')
    case 'sign-out':
      return signOut()
  }
}

void resume()
