// A page that is made up: tests say whether it is seen, what wakes it, and where it went.
import type { Environment, LookCause } from 'sso-pulse'

export interface PretendPage extends Environment {
  navigate(url: string): void
  seen: boolean
  elsewhere: boolean
  wakeBy(cause?: LookCause): void
  readonly wakers: number
  readonly visited: readonly string[]
}

export function pretendPage(): PretendPage {
  const wakers = new Set<(cause?: LookCause) => void>()
  const visited: string[] = []
  const page: PretendPage = {
    seen: true,
    elsewhere: false,
    visible: () => page.seen,
    onWake(wake) {
      wakers.add(wake)
      return () => wakers.delete(wake)
    },
    navigate: (url) => visited.push(url),
    wakeBy(cause) {
      for (const wake of wakers) wake(cause)
    },
    get wakers() {
      return wakers.size
    },
    visited,
  }
  return page
}
