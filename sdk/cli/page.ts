// A page of CAS as far as the command line reads it: its title, its forms, and what it lets a browser run and load.
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { plainText } from './output.js'

export interface Field {
  readonly name: string
  /** As in HTML, lower case: `hidden`, `password`, `checkbox` … */
  readonly type: string
  readonly value: string
  readonly checked: boolean
}

export interface Form {
  /** As written: relative to the page; empty: the page itself. */
  readonly action: string
  readonly method: string
  readonly fields: readonly Field[]
}

export interface Page {
  readonly title: string
  /** What a person reads, without scripts and styles. */
  readonly text: string
  readonly forms: readonly Form[]
  /** The text of each script that stands in the page. */
  readonly scripts: readonly string[]
  /** The address of each `iframe`, as written. */
  readonly frames: readonly string[]
}

export function readPage(html: string): Page {
  const document = parse(html)
  const elements = [...elementsIn(document)]
  const title = elements.find(({ tagName }) => tagName === 'title')
  const body = elements.find(({ tagName }) => tagName === 'body')
  const named = (wanted: string) => elements.filter(({ tagName }) => tagName === wanted)
  return {
    title: title ? plainText(textOf(title)) : '',
    text: body ? textOf(body) : '',
    forms: named('form').map(formOf),
    scripts: named('script').map(textIn),
    frames: named('iframe').flatMap((frame) => attribute(frame, 'src') ?? []),
  }
}

/** A control without a name is not sent. */
function formOf(form: Tree.Element): Form {
  const controls = [...elementsIn(form)].filter(({ tagName }) => tagName === 'input')
  return {
    action: attribute(form, 'action') ?? '',
    method: (attribute(form, 'method') ?? 'get').toLowerCase(),
    fields: controls.flatMap((input) => {
      const name = attribute(input, 'name')
      const type = (attribute(input, 'type') ?? 'text').toLowerCase()
      const value = attribute(input, 'value') ?? (type === 'checkbox' ? 'on' : '')
      return name ? [{ name, type, value, checked: attribute(input, 'checked') !== undefined }] : []
    }),
  }
}

/** What a browser would send of an untouched form (HTML, "constructing the entry list"). */
export function untouched({ fields }: Form): URLSearchParams {
  const sent = fields.filter(({ type, checked }) => {
    if (['submit', 'button', 'image', 'reset', 'file'].includes(type)) return false
    return (type !== 'checkbox' && type !== 'radio') || checked
  })
  return new URLSearchParams(sent.map(({ name, value }) => [name, value]))
}

export function hasField({ fields }: Form, ...names: readonly string[]): boolean {
  return names.every((wanted) => fields.some(({ name }) => name === wanted))
}

/** CAS's web flows carry their key in `execution`; the names are CAS's own, whatever the theme. */
export function loginForm({ forms }: Page): Form | undefined {
  return forms.find((form) => hasField(form, 'execution', 'username', 'password'))
}

/** A step of a web flow, or CAS by its own name. */
export function isCasPage(page: Page): boolean {
  return (
    page.forms.some((form) => hasField(form, 'execution')) ||
    /\bCAS\b|Central Authentication Service/.test(`${page.title} ${page.text}`)
  )
}

function attribute({ attrs }: Tree.Element, wanted: string): string | undefined {
  return attrs.find(({ name }) => name === wanted)?.value
}

function* elementsIn(node: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue
    yield child
    yield* elementsIn(child)
  }
}

function textIn({ childNodes }: Tree.ParentNode): string {
  return childNodes.map((child) => ('value' in child ? child.value : '')).join('')
}

function textOf(node: Tree.ParentNode): string {
  return node.childNodes
    .map((child) => {
      if (child.nodeName === '#text') return (child as Tree.TextNode).value
      if (child.nodeName === 'script' || child.nodeName === 'style') return ''
      return 'childNodes' in child ? textOf(child) : ''
    })
    .join(' ')
}
