// A button that shows and hides more; what it shows stands wherever the page puts it.

interface DisclosureProps {
  readonly label: string
  /** The id of what is shown. */
  readonly controls: string
  readonly open: boolean
  readonly onToggle: () => void
}

export function Disclosure({ label, controls, open, onToggle }: DisclosureProps) {
  return (
    <button
      type="button"
      class="disclosure"
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
    >
      {label}
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M2 4l4 4 4-4" />
      </svg>
    </button>
  )
}
