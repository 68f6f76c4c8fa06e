// Who may read an answer across origins, decided before anything is served (`cas.http-web-request.cors`, and `management.endpoints.web.cors` for actuators).

import { outerHeaders, varyOnOrigin } from './answers.js'
import { type CasRequest, type CasResponse, type Header, pathOf } from './records.js'
import type { World } from './world.js'

const methods = ['GET', 'HEAD', 'POST', 'DELETE']

/** Serves a request under the CORS rules of the setup. */
export function underCors(
  world: World,
  request: CasRequest,
  now: number,
  serve: () => CasResponse,
): CasResponse {
  const origins = world.setup.corsOrigins ?? []
  const { origin } = request.headers
  if (origins.length === 0 || origin === undefined || origin === ownOrigin(world, request)) {
    return serve()
  }
  if (!origins.includes(origin)) return refused(world, now)
  const allowed: Header[] = [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
  ]
  const method = request.headers['access-control-request-method']
  if (request.method !== 'OPTIONS' || method === undefined) {
    const response = serve()
    const vary = world.line === '6.6' ? varyOnOrigin : []
    return { ...response, headers: [...response.headers, ...vary, ...allowed] }
  }
  if (!methods.includes(method)) return refused(world, now)
  // On 6.6 actuators answer preflights by their own layer, whose default is half an hour.
  const ownLayer = world.line === '6.6' && pathOf(request).includes('/actuator/')
  const wanted = request.headers['access-control-request-headers']
  return {
    status: 200,
    headers: [
      ...base(world, now),
      ...allowed,
      ['Access-Control-Allow-Methods', methods.join(',')],
      ...(wanted === undefined ? [] : [['Access-Control-Allow-Headers', wanted] as const]),
      ['Access-Control-Max-Age', ownLayer ? '1800' : '3600'],
    ],
    body: '',
  }
}

function ownOrigin(world: World, request: CasRequest): string {
  const { protocol, host } = new URL(world.url)
  return `${protocol}//${request.headers.host ?? host}`
}

/** Plain text without a type, as Spring's DefaultCorsProcessor writes it. */
function refused(world: World, now: number): CasResponse {
  return { status: 403, headers: base(world, now), body: 'Invalid CORS request' }
}

function base(world: World, now: number): Header[] {
  const vary = world.line === '6.6' ? varyOnOrigin : []
  return [...outerHeaders(world, now), ...vary]
}
