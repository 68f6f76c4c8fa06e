// One request to CAS; every failure is a kind.
import type { Clock } from './clock.js'
import { SsoError, type TroubleKind } from './errors.js'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

export interface Http {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly maxBytes: number
  readonly headers: Readonly<Record<string, string>>
}

/** With the browser's cookies, past its cache, and to no second host. */
export const credentialed: RequestInit = {
  credentials: 'include',
  cache: 'no-store',
  redirect: 'manual',
}

/** Asks once. Rejects with the trouble that the answer stands for; 400 alone is left to the source. */
export async function ask(url: string, http: Http, init: RequestInit): Promise<HttpAnswer> {
  const response = await send(url, http, init)
  const { headers, status } = response
  if (response.type === 'opaqueredirect' || (status > 299 && status < 400)) {
    throw new SsoError('login-page')
  }
  const body = await readBody(response, http.maxBytes)
  if (status > 400) {
    const retryAfterMs = waitOf(headers.get('retry-after'), body, http.clock.now())
    throw new SsoError(kindOf(status), {
      httpStatus: status,
      ...(retryAfterMs && { retryAfterMs }),
    })
  }
  return { status, headers, body }
}

async function send(url: string, http: Http, init: RequestInit): Promise<Response> {
  const { fetch } = http
  try {
    return await fetch(url, {
      ...credentialed,
      ...init,
      headers: { ...http.headers, ...init.headers },
    })
  } catch {
    if (globalThis.navigator?.onLine === false) throw new SsoError('offline')
    // No cookie, no reading: it only tells "the browser withheld the answer" from "nobody answered".
    await fetch(url, { mode: 'no-cors', credentials: 'omit' }).catch(() => {
      throw new SsoError('unreachable')
    })
    throw new SsoError('cors-blocked')
  }
}

function readBody({ body }: Response, maxBytes: number): Promise<string> {
  let bytes = 0
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, stream) {
      bytes += chunk.length
      if (bytes > maxBytes) stream.error(new SsoError('too-large'))
      else stream.enqueue(chunk)
    },
  })
  return new Response(body?.pipeThrough(limit)).text()
}

const kindOf = (status: number): TroubleKind =>
  status > 499 ? 'server-error' : (kinds[status] ?? 'missing')

const kinds: { readonly [status: number]: TroubleKind } = {
  401: 'refused',
  403: 'refused',
  429: 'limited',
}

/** RFC 9110, 10.2.3: seconds or a date. It can't be read across origins, so the contract's 503 repeats it in its body. */
function waitOf(retryAfter: string | null, body: string, now: number): number | undefined {
  const seconds = retryAfter ?? /"pollAfterSeconds": *(\d+)/.exec(body)?.[1] ?? ''
  const ms = Number(seconds) * 1000 || Date.parse(seconds) - now
  return ms > 0 ? ms : undefined
}
