// The login form as a browser goes through it, and what CAS's answers to it mean.
import type { HttpAnswer } from '../http.js'
import { loginUrl, logoutUrl } from '../urls.js'
import type { Connection } from './connection.js'
import type { Credentials } from './credentials.js'
import { plainText } from './output.js'
import {
  type Form,
  hasField,
  isCasPage,
  loginForm,
  type Page,
  readPage,
  untouched,
} from './page.js'
import { Problem, type ProblemKind } from './problem.js'
import type { SessionJar } from './session-jar.js'
import { notCas } from './sight.js'

export interface SignInRequest extends Credentials {
  readonly service?: string
  readonly rememberMe?: boolean
}

/** A form that waits for somebody's password. */
export interface OpenForm {
  /** Where it lies. */
  readonly url: string
  readonly form: Form
}

const html = { accept: 'text/html', 'accept-language': 'en' }

/** The same site may send us on: to a slash at the end, or to https. */
const mostHops = 5

/** Opens the form; undefined where CAS shows none because the jar's session is alive. */
export async function openForm(
  { server, ask }: Connection,
  service?: string,
): Promise<OpenForm | undefined> {
  let url = loginUrl(server, service)
  for (let hop = 0; hop < mostHops; hop += 1) {
    const answer = await ask(url, { headers: html })
    const next = locationOf(answer, url)
    if (!next) return formOn(server, url, answer)
    if (new URL(next).origin !== new URL(server).origin) throw sentElsewhere(server, next)
    url = next
  }
  throw new Problem('not-cas', `${server} redirects in circles: correct the address.`)
}

function formOn(server: string, url: string, answer: HttpAnswer): OpenForm | undefined {
  const page = readPage(answer.body)
  const form = loginForm(page)
  if (form) return { url, form }
  if (answer.status === 403 && isCasPage(page)) throw serviceRefused(server)
  if (answer.status >= 400) throw failed(server, answer)
  if (!isCasPage(page)) throw notCas(server)
  if (asksMore(page)) throw more(server, page)
  return undefined
}

/** Sends the form. Resolves when the jar holds a TGC; rejects with what CAS said instead. */
export async function fillIn(
  connection: Connection,
  jar: SessionJar,
  { url, form }: OpenForm,
  { user, password, rememberMe }: SignInRequest,
): Promise<void> {
  const { server } = connection
  const target = new URL(form.action, url).href
  // A password goes to nobody but the server that was named.
  if (new URL(target).origin !== new URL(server).origin) throw notCas(server)
  const filled = untouched(form)
  filled.set('username', user)
  filled.set('password', password)
  if (rememberMe) filled.set('rememberMe', 'true')
  const type = 'application/x-www-form-urlencoded'
  const answer = await connection.ask(target, {
    method: 'POST',
    headers: { ...html, 'content-type': type },
    body: filled.toString(),
  })
  if (await jar.tgc(`${server}/login`)) return
  if (!isDone(answer, target)) throw refusal(server, answer, target)
  // Its cookie, whatever its name, is in the jar: a session that nobody knows would stay alive.
  await connection.ask(logoutUrl(server, { confirmed: true })).catch(() => {})
  throw new Problem(
    'no-session',
    `${server} signed in and set no cookie called ${jar.tgcName}: name the one it sets (cas.tgc.name) with --cookie-name, or sign in without a service that takes no part in single sign-on; the new session was told to end.`,
  )
}

/** On to the service with a ticket, or a page of CAS with nothing left to fill in. */
function isDone(answer: HttpAnswer, url: string): boolean {
  const next = locationOf(answer, url)
  if (next) return new URL(next).searchParams.has('ticket')
  const page = readPage(answer.body)
  return answer.status === 200 && isCasPage(page) && !asksMore(page) && !blockOn(page)
}

function asksMore({ forms }: Page): boolean {
  return forms.some((form) => hasField(form, 'execution'))
}

/** Why an answer to the form brought no TGC. */
function refusal(server: string, answer: HttpAnswer, url: string): Problem {
  const next = locationOf(answer, url)
  if (next) return sentElsewhere(server, next)
  const page = readPage(answer.body)
  const blocked = blockOn(page)
  if (blocked) return told(server, blocked[1], blocked[2])
  if (loginForm(page) && answer.status === 401) {
    return told(server, 'wrong-password', 'the user name or the password is wrong: check both')
  }
  if (answer.status === 403) return serviceRefused(server)
  if (answer.status >= 400) return failed(server, answer)
  return isCasPage(page) ? more(server, page) : notCas(server)
}

/** CAS's own English words (messages.properties: screen.accountlocked, accountdisabled, expiredpass, mustchangepass). */
const blocks: readonly (readonly [words: RegExp, kind: ProblemKind, sentence: string])[] = [
  [
    /account (has been|is) (temporarily )?(locked|disabled)/i,
    'account-blocked',
    'this account is locked or disabled: ask its administrator',
  ],
  [
    /password has expired|must change your password/i,
    'more-than-password',
    'it asks for more than a password, a new one: change it in a browser',
  ],
]

function blockOn({ title, text }: Page) {
  return blocks.find(([words]) => words.test(`${title} ${text}`))
}

function told(server: string, kind: ProblemKind, sentence: string): Problem {
  return new Problem(kind, `${server} didn't sign in: ${sentence}.`)
}

function more(server: string, { title }: Page): Problem {
  return told(
    server,
    'more-than-password',
    `it asks for more than a password, on a page called "${title}": sign in with a browser`,
  )
}

function sentElsewhere(server: string, url: string): Problem {
  const { protocol, host } = new URL(url)
  const next = plainText(`${protocol}//${host}`)
  return told(
    server,
    'more-than-password',
    `it asks for more than a password, at ${next}: name that address if it is the CAS itself, else sign in with a browser`,
  )
}

function serviceRefused(server: string): Problem {
  return told(
    server,
    'service-refused',
    'it lets nobody in for this service: register it, or leave --service out',
  )
}

function failed(server: string, { status }: HttpAnswer): Problem {
  const kind = status >= 500 ? 'server-error' : status === 429 ? 'limited' : 'refused'
  return new Problem(
    'trouble',
    `${server} answered its login form with ${status}: look into its log, or try again later.`,
    kind,
  )
}

function locationOf({ status, headers }: HttpAnswer, url: string): string | undefined {
  const location = headers.get('location')
  if (status < 300 || status >= 400 || !location || !URL.canParse(location, url)) return undefined
  return new URL(location, url).href
}
