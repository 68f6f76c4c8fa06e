// Asks the background, and forgives it.
import { ask, type Request } from '../shared/protocol.js'

/** A background that can't be reached changes nothing: what is known stays shown, and can be asked for again. */
export async function tell(request: Request): Promise<void> {
  await ask(request).catch(() => {})
}

/** What is shown may be old. */
export function askAfresh(): void {
  void tell({ type: 'opened' })
}
