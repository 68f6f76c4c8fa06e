// A paragraph for each sentence.
import { Sentence } from './Sentence.js'

export function Sentences({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <p key={line}>
          <Sentence text={line} />
        </p>
      ))}
    </>
  )
}
