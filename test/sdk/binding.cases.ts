// What the bindings of all frameworks promise, told once: real components before the in-memory CAS.
import type { Session } from 'sso-pulse'
import { expect, test } from 'vitest'
import { hour, minute, type Stage, setStage } from './stage.js'

/** One page of one framework. It shows `<p class="{status}">{user or status}</p><b>{seconds left, or …} s</b>`. */
export interface Screen {
  /** Both components for this session, or none; resolves when they are on the page, before CAS can have answered. */
  show(session: Session | undefined, options?: { readonly stepMs?: number }): Promise<void>
  html(): string
  /** How often each component was rendered. */
  readonly renders: { readonly status: number; readonly time: number }
  /** Lets something happen, and the framework follow. */
  during(happens: () => Promise<void>): Promise<void>
}

export function signedIn(user = 'casuser'): Stage {
  const stage = setStage()
  stage.cas.signIn(user)
  return stage
}

const second = 1000
const nothingYet = '<p class="unknown">unknown</p><b>… s</b>'

/** @param open a page with nothing in it */
export function bindingCases(open: () => Screen): void {
  const pass = (screen: Screen, { clock }: Stage, ms: number) =>
    screen.during(() => clock.advance(ms))
  const settle = (screen: Screen, { clock }: Stage) => screen.during(() => clock.settle())

  async function watching(options?: { readonly stepMs?: number }) {
    const stage = signedIn()
    const screen = open()
    await screen.show(stage.session, options)
    await settle(screen, stage)
    return { stage, screen }
  }

  test('components show what is known, and each change of it', async () => {
    const stage = signedIn()
    const screen = open()
    await screen.show(stage.session)
    expect(screen.html()).toBe(nothingYet)
    await settle(screen, stage)
    expect(screen.html()).toBe('<p class="signed-in">casuser</p><b>7200 s</b>')
    stage.cas.endSession()
    await pass(screen, stage, minute)
    await settle(screen, stage)
    expect(screen.html()).toBe('<p class="signed-out">casuser</p><b>… s</b>')
  })

  test('two components are one request; taken away they leave nothing behind', async () => {
    const { stage, screen } = await watching()
    expect(stage.asked()).toEqual(['GET /cas/isloggedin'])
    await screen.show(undefined)
    await settle(screen, stage)
    expect(screen.html()).toBe('')
    expect(stage.clock.timers).toBe(0)
    expect(stage.page.wakers).toBe(0)
    await pass(screen, stage, hour)
    expect(stage.asked()).toHaveLength(1)
  })

  test('the number ticks, and renders nothing but what shows it', async () => {
    const { stage, screen } = await watching()
    const { status, time } = screen.renders
    for (let passed = 0; passed < 10; passed += 1) await pass(screen, stage, second)
    expect(screen.html()).toContain('<b>7190 s</b>')
    expect(screen.renders).toEqual({ status, time: time + 10 })
  })

  test('looks that find nothing new render nothing', async () => {
    const { stage, screen } = await watching({ stepMs: hour })
    const before = { ...screen.renders }
    await pass(screen, stage, 10 * minute)
    await settle(screen, stage)
    expect(stage.asked().length).toBeGreaterThan(5)
    expect(screen.renders).toEqual({ ...before, time: before.time + 1 })
  })

  test('a minute display renders once a minute', async () => {
    const { stage, screen } = await watching({ stepMs: minute })
    const { time } = screen.renders
    for (let passed = 0; passed < 180; passed += 1) await pass(screen, stage, second)
    expect(screen.renders.time).toBe(time + 3)
    expect(screen.html()).toContain('<b>7020 s</b>')
  })

  test('another step counts from now on', async () => {
    const { stage, screen } = await watching({ stepMs: minute })
    await pass(screen, stage, 1.5 * second)
    expect(screen.html()).toContain('<b>7140 s</b>')
    await screen.show(stage.session, { stepMs: second })
    await settle(screen, stage)
    expect(screen.html()).toContain('<b>7199 s</b>')
  })

  test('another session takes the place of the first, which rests', async () => {
    const { stage: first, screen } = await watching()
    const other = signedIn('second')
    await screen.show(other.session)
    expect(screen.html()).toBe(nothingYet)
    await settle(screen, other)
    expect(screen.html()).toBe('<p class="signed-in">second</p><b>7200 s</b>')
    expect(first.clock.timers).toBe(0)
  })

  test('a hidden page renders no seconds; back again it shows the truth', async () => {
    const { stage, screen } = await watching()
    stage.page.seen = false
    await pass(screen, stage, 1.5 * second)
    const { time } = screen.renders
    await pass(screen, stage, minute)
    expect(screen.renders.time).toBe(time)
    stage.page.seen = true
    await screen.during(async () => stage.page.wakeBy('visibilitychange'))
    expect(screen.html()).toContain('<b>7139 s</b>')
  })
}
