// The examples that need a document.
import { scriptSession } from 'sso-pulse/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllGlobals())

describe('docs/testing.md, in Vitest', async () => {
  await import('example:docs/testing.md/2')
})

test('docs/testing.md, in Storybook: each story is a node that shows its state', async () => {
  const { SignedIn, SignedOut, Offline, Ended } = await import('example:docs/testing.md/3')
  const stories: readonly (readonly [() => HTMLElement, string])[] = [
    [SignedIn, 'Signed in as casuser Look again'],
    [SignedOut, 'Signed out Look again'],
    [Offline, 'Not known yet, but offline Look again'],
  ]
  for (const [story, shown] of stories) {
    const bar = story()
    await vi.waitFor(() => expect(bar.textContent).toBe(shown))
  }
  const loaded = await Ended.loaders[0]()
  expect(Ended.render({}, { loaded }).textContent).toBe('Signed out Look again')
})

describe('docs/sign-out.md: the button that extends by a visit', () => {
  const page = 'https://sso.example.org/app'
  const assign = vi.fn()

  async function clickButton(...steps: Parameters<typeof scriptSession>[0]) {
    assign.mockClear()
    sessionStorage.clear()
    vi.stubGlobal('location', { href: page, assign })
    const { extendButton } = await import('example:docs/sign-out.md/2')
    const { session } = scriptSession(steps)
    await session.check()
    const button: HTMLButtonElement = extendButton(session)
    button.click()
    return { button, session }
  }

  test('takes the page to CAS and back', async () => {
    const { session } = await clickButton({ signedIn: 'casuser' })
    const [[url]] = assign.mock.calls as [[string]]
    expect(url).toMatch(`${session.server}/login?service=${encodeURIComponent(page)}`)
    expect(url).toMatch(/&gateway=true$/)
  })

  test('stays where nobody is signed in', async () => {
    const { button } = await clickButton({ signedIn: false })
    expect(assign).not.toHaveBeenCalled()
    expect(button.textContent).toBe('Please sign in again')
  })
})
