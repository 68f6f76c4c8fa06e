// How CAS dresses its answers: the headers of each line, JSON, pages, errors.

import { type CasRequest, type CasResponse, escapeMarkup, type Header, pathOf } from './records.js'
import type { World } from './world.js'

/** CAS 7.2's own default. It lets no script of another origin run, front-channel logout's included. */
const contentSecurityPolicy =
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' https://www.googletagmanager.com https://www.google.com; object-src 'none'; worker-src 'self' blob: 'unsafe-inline';"

const reasonPhrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** The headers that every answer has, also one that was refused before CAS looked at it. */
export function outerHeaders(world: World, now: number): Header[] {
  const requestId = world.registry.uuid()
  const date: Header = ['Date', new Date(now).toUTCString()]
  switch (world.line) {
    case '7.2':
      return [['X-RequestId', requestId], ...varyOnOrigin, date]
    case '6.6':
      return [['requestId', requestId], date, ['Server', 'Apereo CAS']]
    default:
      return world.line satisfies never
  }
}

export const varyOnOrigin: readonly Header[] = [
  ['Vary', 'Origin'],
  ['Vary', 'Access-Control-Request-Method'],
  ['Vary', 'Access-Control-Request-Headers'],
]

const noCache: readonly Header[] = [
  ['Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate'],
  ['Pragma', 'no-cache'],
  ['Expires', '0'],
]

const noStore: readonly Header[] = [
  ['Cache-Control', 'no-store'],
  ['Pragma', 'no-cache'],
  ['Expires', '0'],
]

function protection(world: World): Header[] {
  const headers: Header[] = [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['X-XSS-Protection', '1; mode=block'],
  ]
  if (world.line === '7.2') headers.push(['Content-Security-Policy', contentSecurityPolicy])
  return headers
}

/** An answer with CAS's own caching and protection headers. */
export function answer(
  world: World,
  now: number,
  status: number,
  body: string,
  headers: readonly Header[] = [],
): CasResponse {
  return {
    status,
    headers: [...outerHeaders(world, now), ...noCache, ...protection(world), ...headers],
    body,
  }
}

export function json(
  world: World,
  now: number,
  status: number,
  value: unknown,
  headers: readonly Header[] = [],
): CasResponse {
  const type: Header = ['Content-Type', 'application/json;charset=UTF-8']
  return answer(world, now, status, JSON.stringify(value), [type, ...headers])
}

/** An answer of a web flow (login, logout): with the locale cookie, and caching headers of its own. */
export function flow(
  world: World,
  now: number,
  status: number,
  body: string,
  headers: readonly Header[] = [],
  caching: readonly Header[] = world.line === '7.2' ? noStore : noCache,
): CasResponse {
  const sameSite = world.line === '7.2' ? '; SameSite=Lax' : ''
  return {
    status,
    headers: [
      ...outerHeaders(world, now),
      ...caching,
      ...protection(world),
      [
        'Set-Cookie',
        `org.springframework.web.servlet.i18n.CookieLocaleResolver.LOCALE=en; Path=/; Secure; HttpOnly${sameSite}`,
      ],
      ...headers,
    ],
    body,
  }
}

export const htmlType: Header = ['Content-Type', 'text/html;charset=UTF-8']

export function redirect(
  world: World,
  now: number,
  location: string,
  headers: readonly Header[] = [],
): CasResponse {
  return flow(world, now, 302, '', [...headers, ['Location', location]])
}

/** A small page of its own, readable without styles and by a screen reader. */
export function page(title: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CAS - ${escapeMarkup(title)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}label{display:block;margin-top:1rem}input:not([type=checkbox]){font:inherit;width:100%;box-sizing:border-box}button{font:inherit;margin-top:1rem}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
${main}
</main>
</body>
</html>
`
}

/** An error in the form that the client asked for; without a wish 7.2 speaks JSON and 6.6 YAML. */
export function failure(
  world: World,
  now: number,
  request: CasRequest,
  status: number,
  message: string,
  headers: readonly Header[] = [],
): CasResponse {
  const accept = request.headers.accept ?? '*/*'
  const error = reasonPhrases[status] ?? 'Error'
  if (accept.includes('text/html')) {
    return answer(world, now, status, page(`Error - ${error}`, `<p>${escapeMarkup(message)}</p>`), [
      htmlType,
      ...headers,
    ])
  }
  // CAS 6.6 calls UTC `+00:00` here, and so does 7.2.
  const timestamp = new Date(now).toISOString().replace('Z', '+00:00')
  const path = pathOf(request)
  if (world.line === '6.6' && !accept.includes('json')) {
    const yaml = `--- !<java.util.LinkedHashMap>\ntimestamp: "${timestamp}"\nstatus: ${status}\nerror: "${error}"\npath: ${JSON.stringify(path)}\n`
    return answer(world, now, status, yaml, [
      ['Content-Type', 'application/vnd.cas.services+yaml;charset=UTF-8'],
      ...headers,
    ])
  }
  const body = { timestamp, status, error, ...(world.line === '7.2' && { message }), path }
  return json(world, now, status, body, headers)
}

/** What a path is answered that nobody serves: 7.2 denies what isn't listed, 6.6 looks and finds nothing. */
export function nothingThere(world: World, now: number, request: CasRequest): CasResponse {
  return world.line === '7.2'
    ? denied(world, now, request)
    : failure(world, now, request, 404, 'Not Found')
}

export function denied(world: World, now: number, request: CasRequest): CasResponse {
  const refused = failure(world, now, request, 403, 'Access Denied')
  if (world.line === '6.6') return refused
  const type = refused.headers.filter(([name]) => name === 'Content-Type')
  return { ...refused, headers: [...outerHeaders(world, now), ...type] }
}
