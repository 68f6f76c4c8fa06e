// What came of the last thing that a person did here.
import { Sentence } from './Sentence.js'
import { Sentences } from './Sentences.js'
import { Shape } from './Shape.js'

export interface Told {
  readonly good: boolean
  readonly headline: string
  readonly lines: readonly string[]
}

export function Notice({ good, headline, lines }: Told) {
  return (
    <div class="notice">
      {good ? <Shape tone="ok" shape="check" /> : <Shape tone="urgent" shape="cross" />}
      <div>
        <p class="headline">
          <Sentence text={headline} />
        </p>
        <Sentences lines={lines} />
      </div>
    </div>
  )
}
