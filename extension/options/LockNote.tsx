// Why something can't be changed.
import type { Say } from '../shared/say.js'
import { Shape } from '../ui/Shape.js'

export function LockNote({ id, say }: { readonly id: string; readonly say: Say }) {
  return (
    <p id={id} class="locked">
      <Shape tone="off" shape="key" />
      {say('set_by_organisation')}
    </p>
  )
}
