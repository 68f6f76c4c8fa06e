// XML as elements: well-formed, with namespaces, without a document type (nothing here has one, and entities are a way to attack).
import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom'

/** No message of CAS is longer. */
const longestText = 100_000

/** Undefined where it isn't such XML. */
export function readXml(text: string): Element | undefined {
  if (text.length > longestText) return undefined
  try {
    const parser = new DOMParser({ onError: onErrorStopParsing })
    const { doctype, documentElement } = parser.parseFromString(text, 'text/xml')
    return (!doctype && documentElement) || undefined
  } catch {
    return undefined
  }
}

/** The text of the one child of this name; undefined where there is none, or more than one. */
export function childText(parent: Element, namespace: string, name: string): string | undefined {
  const found = [...parent.children].filter(
    ({ namespaceURI, localName }) => namespaceURI === namespace && localName === name,
  )
  return found.length === 1 ? found[0]?.textContent?.trim() : undefined
}
