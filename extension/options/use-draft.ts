// What is being typed; it gives way when what is kept changes.
import { useState } from 'preact/hooks'

export function useDraft<Kept, Draft>(
  kept: Kept,
  draftOf: (kept: Kept) => Draft,
): readonly [Draft, (draft: Draft) => void] {
  const [state, setState] = useState({ kept, draft: draftOf(kept) })
  const current = state.kept === kept ? state : { kept, draft: draftOf(kept) }
  // While rendering: an effect would come too late, and take back what was typed in between.
  if (current !== state) setState(current)
  return [current.draft, (draft) => setState({ kept, draft })]
}
