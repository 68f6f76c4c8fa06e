// Keeps the focus of the keyboard inside the popup while its buttons come and go.
import { useLayoutEffect, useRef } from 'preact/hooks'

/** Where it begins, the first of these that is there: where a person was before, then what one came for. */
const beginnings = ['[data-left]', '.servers button', '.actions button', 'button']

/** When what is focused goes away, the headline takes the focus. */
export function useFocusKept(headline: { readonly current: HTMLElement | null }) {
  const page = useRef<HTMLElement>(null)
  const focused = useRef<EventTarget | null>(null)
  useLayoutEffect(() => {
    const element = page.current
    const remember = ({ target }: FocusEvent) => {
      focused.current = target
    }
    element?.addEventListener('focusin', remember)
    const found = beginnings.map((each) => element?.querySelector<HTMLElement>(each))
    found.find(Boolean)?.focus()
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
