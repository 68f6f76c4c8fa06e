// A browser for the contract: an HTTP client over node:http with a cookie jar, which shows every header as it was sent.

import { request as send } from 'node:http'
import { Jar } from '../../sdk/testing/jar.js'
import type { Header } from '../../sdk/testing/records.js'
import type { RunningCas } from './cas-under-test.js'
import { complaintAbout } from './openapi.js'

export const fullForm = 'application/vnd.sso-pulse.v1+json'
export const contractAccept = `${fullForm}, application/json;q=0.9`

export interface Answer {
  readonly status: number
  /** All lines of a header, joined; undefined when there is none. */
  header(name: string): string | undefined
  /** The raw `Set-Cookie` lines that start with this cookie's name. */
  setCookies(name: string): readonly string[]
  readonly text: string
  json(): unknown
}

export interface VisitorOptions {
  readonly userAgent?: string
  /** Sent as X-Forwarded-For: another network address. */
  readonly address?: string
}

export class Visitor {
  readonly #cas: RunningCas
  readonly #jar = new Jar()
  readonly #headers: Readonly<Record<string, string>>
  readonly userAgent: string

  constructor(cas: RunningCas, { userAgent = 'contract/1.0', address }: VisitorOptions = {}) {
    this.#cas = cas
    this.userAgent = userAgent
    this.#headers = {
      'user-agent': userAgent,
      ...(address !== undefined && { 'x-forwarded-for': address }),
    }
  }

  get tgc(): string | undefined {
    return /(?:^|; )TGC=([^;]*)/.exec(this.#jar.header('/cas/login', Date.now()))?.[1]
  }

  set tgc(value: string) {
    this.#jar.set({ name: 'TGC', value, path: '/cas' })
  }

  /** Path and query are below the server's prefix: `/login?service=…`. */
  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask('GET', path, headers)
  }

  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams(form).toString()
    return this.ask('POST', path, { accept: 'text/html', ...type, ...headers }, body)
  }

  /** Rejects when `isloggedin` answers what the published document doesn't describe. */
  async ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body = '',
  ): Promise<Answer> {
    const url = new URL(this.#cas.url + path)
    const cookie = this.#jar.header(url.pathname, Date.now())
    const answer = await exchange(url, method, body, {
      accept: 'application/json',
      ...this.#headers,
      ...(cookie !== '' && { cookie }),
      ...(body !== '' && { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    })
    this.#jar.store(answer.lines, url.pathname, Date.now())
    if (url.href.replace(/\?.*/, '') === `${this.#cas.url}/isloggedin`) {
      const type = answer.header('content-type')
      const complaint = complaintAbout(method, { ...answer, type })
      if (complaint) throw new Error(complaint)
    }
    return answer
  }

  /** The full form of `isloggedin`. */
  async status(): Promise<Record<string, unknown>> {
    const answer = await this.get('/isloggedin', { accept: contractAccept })
    if (answer.status !== 200) throw new Error(`isloggedin answered ${answer.status}`)
    return answer.json() as Record<string, unknown>
  }

  /** Opens the login form, fills it in and sends it. */
  async signIn(options: SignIn = {}): Promise<Answer> {
    const { user = 'casuser', password = 'Mellon', service, renew, rememberMe } = options
    const query = new URLSearchParams({
      ...(service !== undefined && { service }),
      ...(renew && { renew: 'true' }),
    }).toString()
    const path = `/login${query === '' ? '' : `?${query}`}`
    const form = formOf((await this.get(path, { accept: 'text/html' })).text)
    return this.post(path, {
      ...form,
      username: user,
      password,
      ...(rememberMe && { rememberMe: 'true' }),
    })
  }

  gateway(service: string, more = 'gateway=true'): Promise<Answer> {
    const path = `/login?service=${encodeURIComponent(service)}&${more}`
    return this.get(path, { accept: 'text/html' })
  }
}

export interface SignIn {
  readonly user?: string
  readonly password?: string
  readonly service?: string
  readonly renew?: boolean
  readonly rememberMe?: boolean
}

/** The hidden fields of CAS's form on a page; empty when there is no such form. */
export function formOf(html: string): Record<string, string> {
  const form = /<form[^>]*id="fm1"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string): string | undefined =>
      new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1]
    const name = attribute('name')
    if (attribute('type') === 'hidden' && name !== undefined) {
      fields[name] = (attribute('value') ?? '').replaceAll('&amp;', '&')
    }
  }
  return fields
}

/** A signed-in visitor. */
export async function signedIn(
  cas: RunningCas,
  signIn: SignIn = {},
  options: VisitorOptions = {},
): Promise<Visitor> {
  const visitor = new Visitor(cas, options)
  await visitor.signIn(signIn)
  if (!visitor.tgc) throw new Error('The sign-in brought no TGC.')
  return visitor
}

/** Somebody who holds a copy of a visitor's cookie, whatever became of the visitor's own. */
export function copyOf(visitor: Visitor, cas: RunningCas, options: VisitorOptions = {}): Visitor {
  const copy = new Visitor(cas, options)
  copy.tgc = visitor.tgc ?? ''
  return copy
}

function exchange(
  url: URL,
  method: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer & { readonly lines: readonly Header[] }> {
  return new Promise((resolve, reject) => {
    const sending = send(url, { method, headers: { ...headers }, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const lines = pairs(incoming.rawHeaders)
        const text = Buffer.concat(chunks).toString()
        const all = (name: string): string[] =>
          lines.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, line]) => line)
        resolve({
          status: incoming.statusCode ?? 0,
          lines,
          header: (name) => (all(name).length === 0 ? undefined : all(name).join(', ')),
          setCookies: (name) => all('set-cookie').filter((line) => line.startsWith(`${name}=`)),
          text,
          json: () => JSON.parse(text),
        })
      })
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

function pairs(raw: readonly string[]): Header[] {
  const lines: Header[] = []
  for (let at = 0; at < raw.length; at += 2) lines.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return lines
}
