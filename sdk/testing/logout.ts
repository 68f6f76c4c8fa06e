// The logout flow: what ends, what is cleared, and where the browser is sent.

import { flow, htmlType, page } from './answers.js'
import { clearedAtLogout } from './cookies.js'
import { hiddenFields, notAuthorized, openForm } from './login.js'
import {
  type CasRequest,
  type CasResponse,
  escapeMarkup,
  type Header,
  parametersOf,
} from './records.js'
import { findService } from './services.js'
import { frontChannelParameter, type LogoutMessage } from './single-logout.js'
import { endSession, holderOf, type World } from './world.js'

export function logout(world: World, request: CasRequest, now: number): CasResponse {
  const { setup } = world
  const parameters = parametersOf(request)
  const target = redirectTarget(world, parameters)
  const unregistered =
    setup.followServiceRedirects && target !== undefined && !findService(world.services, target)
  // 7.2 looks at the service before it ends anything: the session stays, and so does the cookie.
  // A real one answers 400 or 403, by chance at its start; this one is steady.
  if (unregistered && world.line === '7.2') {
    return notAuthorized(world, now, 400, [['Connection', 'close']])
  }
  // Only the parameter's presence counts: `LogoutRequestConfirmed=false` confirms too.
  if (setup.confirmLogout && !parameters.has('LogoutRequestConfirmed')) {
    return leave(world, now, 200, confirmation(world))
  }
  const holder = holderOf(world, request, now)
  const told = holder.kind === 'live' ? endSession(world, holder.ticket, now) : []
  const cleared = clearedAtLogout(world)
  if (unregistered) return notAuthorized(world, now, 403, cleared)
  const frontChannel = told.filter(({ channel }) => channel === 'front-channel')
  if (frontChannel.length > 0) return leave(world, now, 200, goodbye(frontChannel), cleared)
  if (setup.redirectUrl !== undefined) return leave(world, now, 302, '', cleared, setup.redirectUrl)
  if (setup.followServiceRedirects && target !== undefined) {
    return leave(world, now, 302, '', cleared, target)
  }
  return leave(world, now, 200, goodbye([]), cleared)
}

/** `service` works whatever `cas.logout.redirect-parameter` names beside it. */
function redirectTarget(world: World, parameters: URLSearchParams): string | undefined {
  const named = world.setup.redirectParameter ?? 'service'
  return parameters.get(named) || parameters.get('service') || undefined
}

function leave(
  world: World,
  now: number,
  status: 200 | 302,
  body: string,
  cleared: readonly Header[] = [],
  location?: string,
): CasResponse {
  const last: Header = location === undefined ? htmlType : ['Location', location]
  const headers: Header[] = [...cleared, ['Cache-Control', 'no-store'], last]
  return flow(world, now, status, body, headers, logoutCaching)
}

/** The logout controller forbids caching in its own words, before the flow does it once more. */
const logoutCaching: readonly Header[] = [
  ['Cache-Control', 'no-cache'],
  ['Pragma', 'no-cache'],
  ['Expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
]

function confirmation(world: World): string {
  const fields = hiddenFields([
    ['LogoutRequestConfirmed', 'true'],
    ['execution', openForm(world)],
    ['_eventId', 'success'],
  ])
  return page(
    'Do you want to log out completely?',
    `<form method="post" id="fm1" action="">\n${fields}\n<button name="logoutBtn" type="submit">Log out</button>\n</form>`,
  )
}

/** The browser tells front-channel applications, by a script element each (CAS: JSONP). */
function goodbye(frontChannel: readonly LogoutMessage[]): string {
  const items = frontChannel.map((message) => {
    const joint = message.url.includes('?') ? '&' : '?'
    const logoutRequest = encodeURIComponent(frontChannelParameter(message))
    const source = `${message.url}${joint}callback=told&logoutRequest=${logoutRequest}`
    return `<li>${escapeMarkup(message.url)}<script>var s=document.createElement('script');s.src=${scriptText(source)};document.body.append(s)</script></li>`
  })
  const list = items.length === 0 ? '' : `<ul>\n${items.join('\n')}\n</ul>`
  return page(
    'Logout successful',
    `<script>function told(){}</script>\n<p id="logoutMessage">You have successfully logged out of the Central Authentication Service.</p>\n${list}`,
  )
}

function scriptText(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c')
}
