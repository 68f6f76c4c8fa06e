// On or off, at once.

interface SwitchProps {
  readonly label: string
  readonly on: boolean
  readonly lockedBy: string | undefined
  readonly onFlip: () => void
}

export function Switch({ label, on, lockedBy, onFlip }: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-disabled={lockedBy ? 'true' : undefined}
      aria-describedby={lockedBy}
      onClick={() => {
        if (!lockedBy) onFlip()
      }}
    >
      <span class="track" aria-hidden="true" />
      {label}
    </button>
  )
}
