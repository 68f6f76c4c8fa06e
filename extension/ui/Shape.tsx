// One shape in one tone; the words beside it say the same, so it is hidden from readers.
import type { Look } from '../shared/picture.js'
import { shapePaths } from '../shared/shapes.js'

export function Shape({ tone, shape }: Look) {
  return (
    <svg class="shape" data-tone={tone} viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapePaths[shape]} fill-rule="evenodd" />
    </svg>
  )
}
