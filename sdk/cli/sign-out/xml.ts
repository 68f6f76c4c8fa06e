// XML as a small tree: well-formed, with namespaces, without a document type (nothing here has one, and entities are a way to attack).
import { SaxesParser } from 'saxes'

export interface Element {
  readonly namespace: string
  /** Without its prefix. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Its own, without that of its children. */
  readonly text: string
}

interface Growing extends Element {
  readonly children: Growing[]
  text: string
}

/** No message of CAS is longer. */
const longestText = 100_000

/** Undefined where it isn't such XML. */
export function readXml(text: string): Element | undefined {
  if (text.length > longestText) return undefined
  const top: Growing = { namespace: '', name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser({ xmlns: true })
  const stop = () => {
    throw new SyntaxError('XML')
  }
  parser.on('error', stop)
  parser.on('doctype', stop)
  parser.on('opentag', ({ uri, local, attributes }) => {
    const values = Object.values(attributes).map((one) => [one.name, one.value])
    const element = { namespace: uri, name: local, attributes: Object.fromEntries(values) }
    const grown: Growing = { ...element, children: [], text: '' }
    open.at(-1)?.children.push(grown)
    open.push(grown)
  })
  parser.on('closetag', () => void open.pop())
  const add = (more: string) => {
    const last = open.at(-1)
    if (last) last.text += more
  }
  parser.on('text', add)
  parser.on('cdata', add)
  try {
    parser.write(text).close()
    return top.children[0]
  } catch {
    return undefined
  }
}

/** The text of the one child of this name; undefined where there is none, or more than one. */
export function childText(parent: Element, namespace: string, name: string): string | undefined {
  const found = parent.children.filter((one) => one.namespace === namespace && one.name === name)
  return found.length === 1 ? found[0]?.text.trim() : undefined
}
