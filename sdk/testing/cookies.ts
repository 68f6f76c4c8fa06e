// The cookies that CAS writes, with the attributes that it writes them with.

import type { Header } from './records.js'
import { cookieName, type World } from './world.js'

/** `cas.tgc.remember-me-max-age`: 14 days. The cookie's life isn't the session's. */
const rememberMeMaxAgeSeconds = 1_209_600

const gone = 'Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:10 GMT'

export function cookiePath(world: World): string {
  return new URL(world.url).pathname.replace(/\/$/, '') || '/'
}

export function ticketGrantingCookie(world: World, value: string, lasting: boolean): Header {
  const maxAge = lasting ? `; Max-Age=${rememberMeMaxAgeSeconds}` : ''
  const path = `Path=${cookiePath(world)}${secure(world)}`
  return ['Set-Cookie', `${cookieName}=${value}${maxAge}; ${path}; SameSite=Lax; HttpOnly`]
}

/** As a deployer sets `cas.tgc.secure`: CAS's own default keeps a browser from signing in by http. */
const secure = ({ url }: World) => (url.startsWith('https:') ? '; Secure' : '')

/** Without SameSite, as CAS sends it. */
export function clearedTicketGrantingCookie(world: World): Header {
  return ['Set-Cookie', `${cookieName}=; ${gone}; Path=${cookiePath(world)}; HttpOnly`]
}

/** What logout clears: the TGC and the "warn me" cookie. */
export function clearedAtLogout(world: World): Header[] {
  return [
    clearedTicketGrantingCookie(world),
    ['Set-Cookie', `CASPRIVACY=; ${gone}; Path=${cookiePath(world)}; Secure; HttpOnly`],
  ]
}

/** What the login page clears when the cookie leads to no session. */
export function clearedAtLogin(world: World, deadValue: string | undefined): Header[] {
  const path = cookiePath(world)
  switch (world.line) {
    case '7.2':
      if (deadValue === undefined) return []
      return ['/', `${path}/`, path].map((at) => [
        'Set-Cookie',
        `${cookieName}=${deadValue}; ${gone}; Path=${at}`,
      ])
    case '6.6':
      // 6.6 clears even when the request carried no cookie at all.
      return [
        clearedTicketGrantingCookie(world),
        ...(deadValue === undefined ? [] : ['/', `${path}/`]).map(
          (at): Header => [
            'Set-Cookie',
            `${cookieName}=${deadValue}; ${gone}; Path=${at}; HttpOnly`,
          ],
        ),
      ]
    default:
      return world.line satisfies never
  }
}
