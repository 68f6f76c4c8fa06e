// What <sso-status> says and draws, second by second, on a clock that is turned; real browsers see it in test/e2e.
import { type Session, watchSession } from 'sso-pulse'
import { createCas, type InMemoryCas, type InMemorySetup } from 'sso-pulse/testing'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PretendPage, pretendPage } from './pretend-page.js'
import { noon, type TurnableClock, turnableClock } from './turnable-clock.js'

const second = 1000
const minute = 60 * second

let clock: TurnableClock
let cas: InMemoryCas
let page: PretendPage
let session: Session
/** What the live region said, one after another. */
let said: (string | null)[]

beforeAll(async () => {
  // What happy-dom lacks of DOM and HTML: a part that can be set, and a slot's own content where nothing fills it.
  Object.defineProperty(Element.prototype, 'part', {
    set(this: Element, name: string) {
      this.setAttribute('part', name)
    },
  })
  const { assignedNodes } = HTMLSlotElement.prototype
  HTMLSlotElement.prototype.assignedNodes = function (options) {
    const nodes = assignedNodes.call(this, options)
    return nodes.length > 0 || !options?.flatten ? nodes : [...this.childNodes]
  }
  await import('sso-pulse/element')
})
beforeEach(() => {
  said = []
  clock = turnableClock(noon, 8)
  page = pretendPage()
})
afterEach(() => {
  document.body.replaceChildren()
  session[Symbol.dispose]()
})

interface ShowOptions {
  readonly setup?: InMemorySetup
  readonly user?: string
  /** The page around the element, and what it puts into its slots. */
  readonly html?: (element: string) => string
  readonly slotted?: string
}

/** The element joins a session that the page watches already, on a clock that can be turned. */
async function show({ setup = {}, user, html = (it) => it, slotted = '' }: ShowOptions = {}) {
  cas = createCas({
    url: 'https://sso.example.org/cas',
    setup,
    clock: { ...clock, advance() {}, stop() {}, wait: async () => {} },
  })
  if (user !== undefined) cas.signIn(user)
  session = watchSession(cas.url, { clock, fetch: cas.fetch, environment: page })
  document.body.innerHTML = html(`<sso-status server="${cas.url}">${slotted}</sso-status>`)
  const status = within('[role=status]')
  said.push(status.textContent)
  new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true })
  await clock.settle()
}

const lasting = (seconds: number): InMemorySetup => ({
  policy: { kind: 'time', maxTimeToLiveSeconds: seconds },
})

function within(selector: string): Element {
  const found = document.querySelector('sso-status')?.shadowRoot?.querySelector(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}
const time = () => within('[part=time]').textContent
const plain = (text: string | null) => text?.replace(/\s+/g, ' ').trim()

test('it is said what is known, then the time left at few instants, then the end', async () => {
  await show({ setup: lasting(11 * 60), user: 'casuser' })
  await clock.advance(12 * minute)
  expect(said.map(plain)).toEqual([
    'Checking your sign-in',
    'Signed in as casuser 11 minutes',
    'Your sign-in ends in 10 minutes',
    'Your sign-in ends in 5 minutes',
    'Your sign-in ends in 2 minutes',
    'Your sign-in ends in 1 minute',
    'Your sign-in ends in 40 seconds',
    'Your sign-in ends in 20 seconds',
    'Checking your sign-in',
    'Your sign-in has ended',
  ])
})

test('opened in between, it says how long is really left', async () => {
  await show({ setup: lasting(95), user: 'casuser' })
  await clock.advance(40 * second)
  expect(said.map(plain)).toEqual([
    'Checking your sign-in',
    'Your sign-in ends in 1 minute 35 seconds',
    'Your sign-in ends in 1 minute',
  ])
})

test('the idle limit is told from the time limit, by shape and by word', async () => {
  await show({ setup: { policy: { kind: 'idle', timeToKillSeconds: 300 } }, user: 'casuser' })
  expect(within('[part=shape]').textContent).toBe('z')
  expect(within('slot').textContent).toBe('Not used: your sign-in ends in')
})

test.each([
  [14 * 86_400 + 3 * 3600 + 5 * 60, '14 days 3 hours 5 minutes'],
  [86_400 + 60, '1 day 1 minute'],
  [3600, '1 hour'],
  [3600 + 61, '1 hour 1 minute'],
  [179, '2 minutes'],
  [120, '2 minutes'],
  [119, '1 minute 59 seconds'],
  [59, '59 seconds'],
  [1, '1 second'],
])('%i s are shown as %s', async (seconds, shown) => {
  await show({ setup: lasting(seconds), user: 'casuser' })
  expect(time()).toBe(shown)
})

test('a session without a known end shows no time', async () => {
  await show({ setup: { policy: { kind: 'never' } }, user: 'casuser' })
  expect(time()).toBe('')
  expect(plain(said.at(-1) ?? '')).toBe('Signed in as casuser')
  // A name of another direction than the page's.
  expect(within('bdi').textContent).toBe('casuser')
})

test.each([
  ['de', '1 Stunde 30 Minuten'],
  ['en_US', '1 hour 30 minutes'],
  ['', '1 hour 30 minutes'],
])('in a page whose language is "%s" the time reads %s', async (lang, shown) => {
  const html = (it: string) => `<div lang="${lang}">${it}</div>`
  await show({ setup: lasting(5400), user: 'casuser', html })
  expect(time()).toBe(shown)
})

test('nothing is touched while the same is shown: a selection stays', async () => {
  await show({ setup: lasting(7200), user: 'casuser' })
  await clock.advance(second)
  let changes = 0
  const observer = new MutationObserver((records) => {
    changes += records.filter(({ type }) => type !== 'attributes').length
  })
  const { shadowRoot } = document.querySelector('sso-status') ?? {}
  if (shadowRoot) observer.observe(shadowRoot, { childList: true, subtree: true })
  await clock.advance(58 * second)
  expect(changes).toBe(0)
  await clock.advance(2 * second)
  expect(changes).toBeGreaterThan(0)
})

test('what the page puts into a slot is said, too, and the time after it', async () => {
  const slotted = '<span slot="expiring">Ihre Anmeldung endet in</span>'
  await show({
    setup: lasting(60),
    user: 'casuser',
    slotted,
    html: (it) => `<p lang="de">${it}</p>`,
  })
  expect(plain(said.at(-1) ?? '')).toBe('Ihre Anmeldung endet in 1 Minute')
})

test('trouble hides the time: nobody knows whether it still holds', async () => {
  await show({ setup: lasting(7200), user: 'casuser' })
  cas.failRegistry()
  await session.check()
  expect(time()).toBe('')
  expect(plain(said.at(-1) ?? '')).toBe("Can't tell if you are signed in")
})

test('another user is news', async () => {
  await show({ setup: lasting(7200), user: 'casuser' })
  cas.browser.clearCookies()
  cas.signIn('second')
  await session.check()
  await clock.settle()
  expect(plain(said.at(-1) ?? '')).toBe('Signed in as second 2 hours')
})

test('part of a page no more, it leaves nothing behind; back again it goes on', async () => {
  await show({ setup: lasting(7200), user: 'casuser' })
  const element = document.querySelector('sso-status')
  expect(element?.session).toBe(session)
  element?.remove()
  expect(element?.session).toBeUndefined()
  expect([clock.timers, page.wakers]).toEqual([0, 0])
  await clock.advance(10 * minute)
  document.body.append(element ?? '')
  await clock.settle()
  expect(time()).toBe('1 hour 50 minutes')
  expect(cas.requests).toHaveLength(2)
})
