// The time left as a number that stands alone; silent, since a live region says it at a bearable pace.

interface CountdownProps {
  readonly text: string
  /** The same in words. */
  readonly spoken: string
  /** False: only if nothing changed since CAS was last heard. */
  readonly holds: boolean
}

export function Countdown({ text, spoken, holds }: CountdownProps) {
  if (!holds) {
    // A line below says it with its condition.
    return (
      <s class="countdown" aria-hidden="true">
        {text}
      </s>
    )
  }
  return (
    <span class="countdown" role="timer">
      <span aria-hidden="true">{text}</span>
      <span class="visually-hidden">{spoken}</span>
    </span>
  )
}
