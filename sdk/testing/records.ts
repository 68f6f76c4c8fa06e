// Requests and responses as plain records: a page's Request drops Cookie and its Response drops Set-Cookie, so the engine uses neither.

export interface CasRequest {
  readonly method: string
  /** Path and query, as on the request line: `/cas/login?service=…`. */
  readonly target: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The client's network address. */
  readonly address: string
}

export type Header = readonly [name: string, value: string]

export interface CasResponse {
  readonly status: number
  /** In order; a name may come more than once (`Set-Cookie`, `Vary`). */
  readonly headers: readonly Header[]
  readonly body: string
}

/** What became of a request. */
export type Outcome =
  | { readonly kind: 'response'; readonly response: CasResponse }
  | { readonly kind: 'reset' }

export function pathOf(request: CasRequest): string {
  return request.target.split('?', 1)[0] ?? ''
}

export function queryOf(request: CasRequest): URLSearchParams {
  const from = request.target.indexOf('?')
  return new URLSearchParams(from < 0 ? '' : request.target.slice(from + 1))
}

/** Parameters as a servlet sees them: those of the query, then those of a posted form. */
export function parametersOf(request: CasRequest): URLSearchParams {
  const parameters = queryOf(request)
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(request.body)) parameters.append(name, value)
  }
  return parameters
}

export function cookieOf(request: CasRequest, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
