// The wire to one in-memory CAS, with `Set-Cookie` to be read as in Node; nobody else answers.
import type { InMemoryCas } from '../testing/index.js'

export function networkTo(cas: InMemoryCas): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== new URL(cas.url).origin) throw new TypeError('fetch failed')
    const request = {
      method: init?.method ?? 'GET',
      target: url.pathname + url.search,
      headers: { host: url.host, ...Object.fromEntries(new Headers(init?.headers)) },
      body: init?.body ? `${init.body}` : '',
      address: '127.0.0.1',
    }
    const outcome = await cas.respond(request, init?.signal ?? undefined)
    init?.signal?.throwIfAborted()
    if (outcome.kind === 'reset') throw new TypeError('fetch failed')
    const { status, headers, body } = outcome.response
    return new Response(body === '' ? null : new TextEncoder().encode(body), {
      status,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    })
  }
}
