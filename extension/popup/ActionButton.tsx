// The button for one thing that can be done, and what it says while it is being done.
import type { MessageKey, Say } from '../shared/say.js'
import type { Action } from '../shared/words/spoken.js'

const labels = {
  'sign-in': 'sign_in',
  'sign-in-again': 'sign_in_again',
  'sign-out': 'sign_out',
  stay: 'stay',
  snooze: 'snooze',
  dismiss: 'dismiss',
  resume: 'resume',
  'try-again': 'try_again',
  cancel: 'cancel',
  'set-up': 'set_up',
  allow: 'allow',
} as const satisfies Record<Action, MessageKey>

const doingLabels: { readonly [A in Action]?: MessageKey } = {
  'sign-in-again': 'signing_out',
  'sign-out': 'signing_out',
  stay: 'staying',
  'try-again': 'trying',
}

interface ActionButtonProps {
  readonly action: Action
  readonly primary: boolean
  readonly doing: Action | undefined
  readonly say: Say
  readonly onAction: (action: Action) => void
}

/** While it works it keeps the focus, so it is not `disabled`. */
export function ActionButton({ action, primary, doing, say, onAction }: ActionButtonProps) {
  const busy = doing !== undefined && action !== 'cancel'
  const label = (doing === action && doingLabels[action]) || labels[action]
  return (
    <button
      type="button"
      class={primary ? 'primary' : undefined}
      aria-disabled={busy ? 'true' : undefined}
      onClick={() => !busy && onAction(action)}
    >
      {say(label)}
    </button>
  )
}
