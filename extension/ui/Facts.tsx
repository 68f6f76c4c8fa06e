// Facts, one for each line: what it is called, and its values.
import { Sentence } from './Sentence.js'

export interface Fact {
  readonly label: string
  readonly values: readonly string[]
}

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl>
      {facts.map(({ label, values }) => (
        <div key={label}>
          <dt>{label}</dt>
          {values.map((value) => (
            <dd key={value}>
              <Sentence text={value} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
