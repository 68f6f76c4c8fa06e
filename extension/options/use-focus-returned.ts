// Gives the keyboard's focus a place when what had it goes away: where it was before, else the headline.
import { useEffect } from 'preact/hooks'

export function useFocusReturned(headline: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    let visited: readonly HTMLElement[] = []
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      visited = [...visited.filter((each) => each.isConnected && each !== target), target]
    }
    const observer = new MutationObserver(() => {
      const gone = visited.at(-1)?.isConnected === false
      if (!gone || document.activeElement !== document.body) return
      const back = visited.findLast((each) => each.isConnected) ?? headline.current
      back?.focus()
    })
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [headline])
}
