// A sentence whose names of people and servers keep their own direction.

/** Words put names between FSI and PDI, which become elements here. */
export function Sentence({ text }: { text: string }) {
  const parts = text.split(/\u2068([^\u2069]*)\u2069/)
  return <>{parts.map((part, index) => (index % 2 ? <bdi key={index}>{part}</bdi> : part))}</>
}
