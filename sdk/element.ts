// `sso-pulse/element`: `<sso-status server="…">` shows whether this browser is signed in; imported on a server it does nothing.
import { type Face, face, type Shape, type Tone } from './face.js'
import type { Unsubscribe } from './monitor.js'
import { remaining } from './remaining.js'
import { type Session, watchSession } from './watch-session.js'

/** How each shape is drawn, and what it says where the page fills no slot named after the phase. */
const looks: Readonly<Record<Shape, readonly [mark: string, words: string]>> = {
  dots: ['…', 'Checking your sign-in'],
  check: ['✓', 'Signed in as'],
  clock: ['!', 'Your sign-in ends in'],
  hourglass: ['z', 'Not used: your sign-in ends in'],
  circle: ['–', 'Not signed in'],
  cross: ['×', 'Your sign-in has ended'],
  broken: ['?', "Can't tell if you are signed in"],
}

/** On a light page, and on a dark one: at least 5:1 on white and on #1f1f1f. */
const colours: Readonly<Partial<Record<Tone, string>>> = {
  ok: 'light-dark(green,lightgreen)',
  soon: 'light-dark(saddlebrown,orange)',
  urgent: 'light-dark(firebrick,lightpink)',
  off: 'inherit',
}

const css =
  '[part=shape]{border:.1em solid;border-radius:1em;padding:0 .4em}' +
  '[part=status]{position:fixed;clip-path:inset(50%)}'

/** The seconds left that are worth an announcement. */
const steps = [600, 300, 120, 60, 40, 20]

/** In the language around the element; seconds only below two minutes. */
function durationIn(host: Element, seconds: number): string {
  let language = 'en'
  try {
    ;[language = 'en'] = Intl.getCanonicalLocales(host.closest<HTMLElement>('[lang]')?.lang)
  } catch {
    // What the page calls a language is none.
  }
  const units = { day: 86_400, hour: 3600, minute: 60, ...(seconds < 120 && { second: 1 }) }
  let left = seconds
  return Object.entries(units)
    .map(([unit, size]) => {
      const count = Math.floor(left / size)
      left %= size
      const style = { style: 'unit', unit, unitDisplay: 'long' } as const
      return count > 0 && count.toLocaleString(language, style)
    })
    .filter(Boolean)
    .join(' ')
}

/** Replaces only what differs: a selection stays, and readers repeat nothing. */
function put(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

/** Draws the element, and returns what brings the drawing up to date. */
function drawIn(host: HTMLElement): (face: Face, user?: string, leftMs?: number) => void {
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const add = <T extends 'b' | 'bdi' | 'slot'>(tag: T, name: string) => {
    const element = document.createElement(tag)
    element.part = name
    root.append(element, ' ')
    return element
  }
  const mark = add('b', 'shape')
  const phrase = add('slot', 'words')
  const name = add('bdi', 'user')
  const time = add('b', 'time')
  const status = add('b', 'status')
  status.role = 'status'
  mark.ariaHidden = 'true'
  let said = ''

  return ({ phase, tone, shape }, user = '', leftMs = 0) => {
    const [drawn, words] = looks[shape]
    const seconds = phase === 'unreachable' ? 0 : leftMs / 1000
    host.dataset.phase = phase
    phrase.name = phase
    mark.style.color = `var(--sso-${tone},${colours[tone]})`
    put(mark, drawn)
    put(phrase, words)
    put(name, phase === 'signed-in' ? user : '')
    put(time, durationIn(host, seconds))

    const step = phase === 'expiring' && steps.findLast((step) => seconds <= step)
    const news = [phase, user, step].join()
    if (news === said) return
    said = news
    const spoken = [...phrase.assignedNodes({ flatten: true }), name, time]
    put(status, spoken.map(({ textContent }) => textContent).join(' '))
  }
}

const { customElements, HTMLElement: Base = Object as never } = globalThis

export class SsoStatus extends Base {
  static readonly observedAttributes: readonly string[] = ['server']
  /** What it watches while it is part of a page; the same that `watchSession` gives for this server. */
  session: Session | undefined
  readonly #show = drawIn(this)
  /** Missing: not part of a page. */
  #stops: readonly Unsubscribe[] | undefined

  connectedCallback(): void {
    this.#stops = []
    // Stays when the address is none: the browser reports the error and goes on (HTML, "custom element reactions").
    this.#show({ phase: 'unreachable', tone: 'off', shape: 'broken' })
    const session = watchSession(this.getAttribute('server') ?? '')
    const left = remaining(session)
    const show = () =>
      this.#show(face(session.state, session.clock.now()), session.state.user, left.value)
    this.session = session
    this.#stops = [session.subscribe(show), left.subscribe(show)]
  }

  disconnectedCallback(): void {
    this.#stops?.map((stop) => stop())
    this.#stops = this.session = undefined
  }

  attributeChangedCallback(): void {
    if (!this.#stops) return
    this.disconnectedCallback()
    this.connectedCallback()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sso-status': SsoStatus
  }
}

if (customElements && !customElements.get('sso-status')) {
  customElements.define('sso-status', SsoStatus)
}
