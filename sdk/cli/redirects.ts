// What a stranger's way from an application to the CAS login says about its protection. Pure: hops in, a verdict out.

/** One answer on the way. */
export interface Hop {
  readonly url: string
  readonly status: number
  /** Where it sends the stranger, as an absolute address. */
  readonly location?: string | undefined
}

export type Verdict =
  | { readonly kind: 'protected'; readonly service: string }
  | { readonly kind: 'onward'; readonly url: string }
  | {
      readonly kind: 'open' | 'closed' | 'elsewhere' | 'too-many' | 'failing'
      readonly what: string
    }
  | { readonly kind: 'wrong-service' | 'gateway'; readonly what: string }

/** Enough for http to https, a host's own name and a slash at the end. */
const mostHops = 5

/** What the last hop says; `onward`: the same site sends the stranger on. */
export function judge(hops: readonly Hop[], application: string, cas: string): Verdict {
  const last = hops.at(-1)
  if (!last) return { kind: 'onward', url: application }
  const { url, status, location } = last
  const at = new URL(url)
  if (!location || status < 300 || status >= 400) {
    return hops.length > 1 && isSomeLogin(at) ? elsewhere(at, cas) : withoutRedirect(at, status)
  }
  const target = new URL(location)
  if (isLoginOf(target, cas)) return judgeLogin(target, application)
  const isOwnName = target.hostname === new URL(application).hostname
  // A CAS may have the application's name and a port of its own.
  if (target.host !== at.host && (!isOwnName || isSomeLogin(target))) return elsewhere(target, cas)
  if (hops.length >= mostHops) {
    return {
      kind: 'too-many',
      what: `after ${hops.length} redirects it is still at ${place(target)}`,
    }
  }
  return { kind: 'onward', url: location }
}

function elsewhere(target: URL, cas: string): Verdict {
  return {
    kind: 'elsewhere',
    what: `it sends a stranger to ${place(target)}, not to ${cas}/login`,
  }
}

function withoutRedirect(url: URL, status: number): Verdict {
  const at = place(url)
  if (status === 401 || status === 403) {
    return {
      kind: 'closed',
      what: `${at} refuses a stranger (${status}) instead of sending him to CAS`,
    }
  }
  if (status >= 500) return { kind: 'failing', what: `${at} fails (${status})` }
  if (status >= 400)
    return { kind: 'failing', what: `${at} answers ${status}: correct the address` }
  return { kind: 'open', what: `${at} lets a stranger in (${status})` }
}

function isLoginOf(url: URL, cas: string): boolean {
  return place(url).replace(/\/$/, '') === `${new URL(cas).href.replace(/\/$/, '')}/login`
}

/** The login of a CAS, whichever: another one may lie beside the application. */
function isSomeLogin(url: URL): boolean {
  return /\/login\/?$/.test(pathOf(url)) && URL.canParse(serviceOf(url) ?? '')
}

function serviceOf({ searchParams }: URL): string | null {
  return searchParams.get('service') ?? searchParams.get('targetService')
}

function judgeLogin(target: URL, application: string): Verdict {
  const service = serviceOf(target)
  if (!service || !URL.canParse(service)) {
    return {
      kind: 'wrong-service',
      what: 'it sends a stranger to CAS without a service to come back to',
    }
  }
  if (!comesBackTo(new URL(service), new URL(application))) {
    const back = place(new URL(service))
    return { kind: 'wrong-service', what: `CAS would send its users back to ${back}` }
  }
  if (target.searchParams.get('gateway')) {
    return {
      kind: 'gateway',
      what: 'it asks CAS only in passing (gateway): a stranger comes back and is let in',
    }
  }
  return { kind: 'protected', service: place(new URL(service)) }
}

/** http or https, and with or without a slash at its end; a page below it will do. */
function comesBackTo(service: URL, application: URL): boolean {
  const [start, back] = [pathOf(application).replace(/\/$/, ''), pathOf(service)]
  const below = back === start || back.startsWith(`${start}/`)
  return service.hostname === application.hostname && below
}

/** Without a query: it may hold a ticket or more. */
function place(url: URL): string {
  return `${url.origin}${pathOf(url)}`
}

/** Without `;jsessionid=…`: a servlet container writes it into addresses until it has seen its cookie. */
function pathOf({ pathname }: URL): string {
  return pathname.replace(/;[^/]*/g, '')
}
