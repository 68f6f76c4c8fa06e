// One exchange with CAS: what came back, or why nothing did.
import { SsoError, type TroubleKind } from './errors.js'

export interface HttpAnswer {
  /** 0: a redirect, of which a page sees no more than that. */
  readonly status: number
  readonly headers: Headers
  readonly type: string
  readonly body: string
}

export interface Http {
  readonly fetch: typeof fetch
  readonly maxBytes: number
}

/** With the browser's cookies, past its cache, and to no second host; one under way doesn't cost Firefox its cached page. */
export const credentialed: RequestInit = {
  credentials: 'include',
  keepalive: true,
  cache: 'no-store',
  redirect: 'manual',
}

/**
 * Asks once; any status is an answer. Rejects with the trouble that kept the answer away; with `fetch`'s own error
 * when nobody answered.
 */
export async function ask(
  url: string,
  { fetch, maxBytes }: Http,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<HttpAnswer> {
  const response = await fetch(url, { ...credentialed, ...init }).catch(async () => {
    if (globalThis.navigator?.onLine === false) throw new SsoError('offline')
    // No cookie, no reading: it only tells "the browser withheld the answer" from "nobody answered".
    const probe = { mode: 'no-cors', credentials: 'omit', cache: 'no-store' } as const
    await fetch(url, { ...probe, signal: init.signal })
    throw new SsoError('cors-blocked')
  })
  const { status, headers } = response
  const type = headers.get('content-type') ?? ''
  return { status, headers, type, body: await readBody(response, maxBytes) }
}

async function readBody({ body }: Response, maxBytes: number): Promise<string> {
  let left = maxBytes
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, stream) {
      left -= chunk.length
      if (left < 0) stream.terminate()
      else stream.enqueue(chunk)
    },
  })
  const text = await new Response(body?.pipeThrough(limit)).text()
  if (left < 0) throw new SsoError('too-large')
  return text
}

/** By status, or else by its first digit; what isn't listed is an answer. */
const kinds: { readonly [status: number]: TroubleKind } = {
  0: 'login-page',
  3: 'login-page',
  4: 'missing',
  401: 'refused',
  403: 'refused',
  409: 'refused',
  429: 'limited',
  5: 'server-error',
}

/** The JSON of a good answer. @throws SsoError by HTTP status, or `not-json` */
export function jsonOf(answer: HttpAnswer): unknown {
  const { status, body } = answer
  const kind = kinds[status] ?? kinds[Math.floor(status / 100)]
  if (kind) {
    throw new SsoError(kind, { httpStatus: status, pollAfterSeconds: waitOf(answer) })
  }
  try {
    return JSON.parse(body)
  } catch {}
  throw new SsoError('not-json', { httpStatus: status })
}

/**
 * RFC 9110, 10.2.3: seconds, or a date of the server's clock. It can't be read across origins, so the contract's 503
 * repeats it in its body.
 */
function waitOf({ headers, body }: HttpAnswer): number | undefined {
  const wait = headers.get('retry-after') ?? /"pollAfterSeconds": *(\d+)/.exec(body)?.[1] ?? ''
  const secondsUntil = (Date.parse(wait) - Date.parse(headers.get('date') ?? '')) / 1000
  return Number(wait) || secondsUntil || undefined
}
