// The engine: one request record and an instant in, one response record out. It does no I/O and asks no clock.

import { failure, json, nothingThere, redirect } from './answers.js'
import { cookiePath } from './cookies.js'
import { underCors } from './cors.js'
import { isLoggedIn } from './is-logged-in.js'
import { login } from './login.js'
import { logout } from './logout.js'
import { type CasRequest, type CasResponse, pathOf } from './records.js'
import { sso } from './sso.js'
import { ssoSessions } from './sso-sessions.js'
import { serviceValidate } from './validation.js'
import { holderOf, type World } from './world.js'

/** Answers one request at an instant (ms since 1970). The only thing it changes is the world. */
export function handle(world: World, request: CasRequest, now: number): CasResponse {
  const response = underCors(world, request, now, () => serve(world, request, now))
  return request.method === 'HEAD' ? { ...response, body: '' } : response
}

/** The path of a request below the context path, without slash; undefined outside of it. */
export function pathBelow(world: World, request: CasRequest): string | undefined {
  const context = cookiePath(world) === '/' ? '' : cookiePath(world)
  const path = pathOf(request)
  if (path === context) return ''
  return path.startsWith(`${context}/`) ? path.slice(context.length + 1) : undefined
}

function serve(world: World, request: CasRequest, now: number): CasResponse {
  const path = pathBelow(world, request)
  if (path === undefined) return failure(world, now, request, 404, 'Not Found')
  // CAS's logging filter looks up who is asking, whatever the path: that look-up already removes an expired ticket.
  if (!world.registryFails) holderOf(world, request, now)
  switch (path) {
    case '':
      return redirect(world, now, `${world.url}/login`)
    case 'login':
      return login(world, request, now)
    case 'logout':
      return logout(world, request, now)
    case 'serviceValidate':
    case 'p3/serviceValidate':
      return serviceValidate(world, request, now)
    case 'isloggedin':
      return isLoggedIn(world, request, now)
    case 'actuator/health':
      return json(world, now, 200, { status: 'UP' })
    case 'actuator/sso':
      return sso(world, request, now)
    default:
      return serveBelow(world, request, path, now)
  }
}

function serveBelow(world: World, request: CasRequest, path: string, now: number): CasResponse {
  const sessions = /^actuator\/ssoSessions(\/.*)?$/.exec(path)
  if (sessions) return ssoSessions(world, request, sessions[1] ?? '', now)
  if (path.startsWith('isloggedin/')) {
    return failure(world, now, request, 404, `No static resource ${path}.`)
  }
  return nothingThere(world, now, request)
}
