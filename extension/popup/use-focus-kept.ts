// Keeps the focus of the keyboard inside the popup while its buttons come and go.
import { useLayoutEffect, useRef } from 'preact/hooks'

/** The first button has the focus; when the focused one goes away, the headline takes it. */
export function useFocusKept(headline: { readonly current: HTMLElement | null }) {
  const page = useRef<HTMLElement>(null)
  const focused = useRef<EventTarget | null>(null)
  useLayoutEffect(() => {
    const element = page.current
    const remember = ({ target }: FocusEvent) => {
      focused.current = target
    }
    element?.addEventListener('focusin', remember)
    element?.querySelector('button')?.focus()
    return () => element?.removeEventListener('focusin', remember)
  }, [])
  useLayoutEffect(() => {
    const gone = focused.current instanceof Element && !focused.current.isConnected
    if (!gone) return
    focused.current = null
    if (!page.current?.contains(document.activeElement)) headline.current?.focus()
  })
  return page
}
