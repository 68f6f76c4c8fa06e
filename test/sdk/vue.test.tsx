// The composables for Vue, as an application uses them.
import type { Session } from 'sso-pulse'
import { useRemaining, useSession } from 'sso-pulse/vue'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type App,
  createApp,
  createSSRApp,
  defineComponent,
  effectScope,
  h,
  isReadonly,
  nextTick,
  shallowReactive,
} from 'vue'
import { renderToString } from 'vue/server-renderer'
import { bindingCases, type Screen, signedIn } from './binding.cases.js'

const renders = { status: 0, time: 0 }

interface Props {
  readonly session: Session
  readonly stepMs?: number | undefined
}

const Status = defineComponent<Pick<Props, 'session'>>(
  (props) => {
    const state = useSession(() => props.session)
    return () => {
      renders.status += 1
      return h('p', { class: state.value.status }, state.value.user ?? state.value.status)
    }
  },
  { props: ['session'] },
)

const TimeLeft = defineComponent<Props>(
  (props) => {
    const ms = useRemaining(
      () => props.session,
      () => ({ stepMs: props.stepMs }),
    )
    return () => {
      renders.time += 1
      return h('b', `${ms.value === undefined ? '…' : ms.value / 1000} s`)
    }
  },
  { props: ['session', 'stepMs'] },
)

interface Shown {
  readonly session?: Session | undefined
  readonly stepMs?: number | undefined
}

const page = (props: Shown) => () =>
  props.session
    ? [h(Status, { session: props.session }), h(TimeLeft, { ...props, session: props.session })]
    : []

let host: HTMLElement
let app: App | undefined

beforeEach(() => {
  vi.spyOn(console, 'warn')
  vi.spyOn(console, 'error')
  host = document.createElement('main')
})
afterEach(() => {
  app?.unmount()
  app = undefined
  expect(console.warn).not.toHaveBeenCalled()
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

function screen(): Screen {
  const props = shallowReactive<Shown>({})
  app = createApp({ render: page(props) })
  app.mount(host)
  return {
    show(session, { stepMs } = {}) {
      Object.assign(props, { session, stepMs })
      return nextTick()
    },
    // Vue marks where a list begins and ends by empty texts and comments.
    html: () => host.innerHTML.replace(/<!--.*?-->/g, ''),
    renders,
    async during(happens) {
      await happens()
      await nextTick()
    },
  }
}

describe('as every binding', () => bindingCases(screen))

test('a session that never changes is given as it is', async () => {
  const { session, clock } = signedIn()
  app = createApp({
    setup() {
      const state = useSession(session)
      const ms = useRemaining(session, { stepMs: 60_000 })
      return () => `${state.value.user} ${ms.value}`
    },
  })
  app.mount(host)
  await clock.advance(1000)
  await nextTick()
  expect(host.textContent).toBe('casuser 7140000')
})

test('the refs can be read and not written', () => {
  const { session } = signedIn()
  createApp({
    setup() {
      expect([useSession(session), useRemaining(session)].map(isReadonly)).toEqual([true, true])
      return () => ''
    },
  }).mount(host)
})

test('it ends with its scope, which may outlive the component', async () => {
  const { session, clock, page } = signedIn()
  const scope = effectScope(true)
  app = createApp({
    setup() {
      scope.run(() => useSession(session))
      return () => ''
    },
  })
  app.mount(host)
  await nextTick()
  app.unmount()
  app = undefined
  await clock.settle()
  expect(page.wakers).toBe(1)
  scope.stop()
  expect(page.wakers).toBe(0)
})

test('a server renders the same for everyone, and asks nothing', async () => {
  const { session, asked, clock, page: place } = signedIn()
  const html = await renderToString(createSSRApp({ render: page({ session }) }))
  await clock.settle()
  expect(html).toContain('<p class="unknown">unknown</p><b>… s</b>')
  expect(asked()).toEqual([])
  expect(place.wakers).toBe(0)
  session.subscribe(() => {})
  await clock.settle()
  expect(await renderToString(createSSRApp({ render: page({ session }) }))).toBe(html)
})

test('hydration keeps what the server rendered, then shows what is known already', async () => {
  const { session, clock } = signedIn()
  session.subscribe(() => {})
  await clock.settle()
  host.innerHTML = await renderToString(createSSRApp({ render: page({ session }) }))
  const [status] = host.children
  app = createSSRApp({ render: page({ session }) })
  app.mount(host)
  await nextTick()
  expect(host.children[0]).toBe(status)
  expect(host.textContent).toBe('casuser7200 s')
  expect(status?.className).toBe('signed-in')
})
