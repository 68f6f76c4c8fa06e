// Lets the terminal look with the cookie that the browser sent last; it stays inside this process and is never printed.
import type { CasRequest, InMemoryCas } from '../../sdk/testing/node.js'

export interface Wire {
  /** The CAS to listen with: it notices whose requests come in. */
  readonly cas: InMemoryCas
  /** Asks the CAS as that browser would. */
  readonly fetch: typeof fetch
  /** Calls back after a request that may have changed the session. */
  onChange(listener: () => void): void
}

export function listenToBrowser(cas: InMemoryCas): Wire {
  const listeners: (() => void)[] = []
  let last: Pick<CasRequest, 'headers' | 'address'> = { headers: {}, address: '127.0.0.1' }
  const respond = async (request: CasRequest) => {
    const { 'user-agent': agent, cookie } = request.headers
    const isNew = cookie !== undefined && cookie !== last.headers.cookie
    if (cookie !== undefined) {
      const headers = { cookie, ...(agent !== undefined && { 'user-agent': agent }) }
      last = { headers, address: request.address }
    }
    const outcome = await cas.respond(request)
    if (isNew || /\/(login|logout)\b/.test(request.target)) {
      for (const listener of listeners) listener()
    }
    return outcome
  }
  return {
    cas: Object.create(cas, { respond: { value: respond } }),
    onChange: (listener) => listeners.push(listener),
    async fetch(input, init) {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input)
      const headers = { ...Object.fromEntries(new Headers(init?.headers)), ...last.headers }
      const outcome = await cas.respond({
        method: init?.method ?? 'GET',
        target: pathname + search,
        headers,
        body: '',
        address: last.address,
      })
      if (outcome.kind === 'reset') throw new TypeError('The connection was reset.')
      const { status, headers: answered, body } = outcome.response
      const cannotHaveBody = status === 204 || status === 304
      return new Response(cannotHaveBody ? null : body, {
        status,
        headers: answered.map(([name, value]): [string, string] => [name, value]),
      })
    },
  }
}
