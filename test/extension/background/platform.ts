// What browsers have and Node 20 lacks, as far as the background draws and words with it.
import { vi } from 'vitest'
import { formatDuration } from '../speech.js'

/** `vi.unstubAllGlobals` ends it. */
export function stubPlatform(): void {
  vi.stubGlobal('OffscreenCanvas', FakeCanvas)
  vi.stubGlobal('Path2D', class {})
  vi.stubGlobal('Intl', Object.assign(Object.create(Intl), { DurationFormat: FakeDurationFormat }))
}

class FakeDurationFormat {
  readonly #style: 'long' | 'short' | 'narrow'
  constructor(_: string, { style }: { style: 'long' | 'short' | 'narrow' }) {
    this.#style = style
  }
  format(duration: object) {
    return formatDuration('en', duration, this.#style)
  }
}

class FakeCanvas {
  getContext() {
    const nothing = () => {}
    const drawn = { scale: nothing, translate: nothing, fill: nothing, fillRect: nothing }
    return { ...drawn, getImageData: () => ({}) }
  }
}
