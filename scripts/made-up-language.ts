// A language that nobody speaks: right to left, and longer than English. It proves that texts are data and that pages can be mirrored.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Message {
  readonly message: string
  readonly description?: string
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>
}

export type Catalog = Readonly<Record<string, Message>>

/** Values that programs read; Hebrew, since browsers can write its durations and dates. */
const programWords: Readonly<Record<string, string>> = { language: 'he', direction: 'rtl' }
/** An address stays an address. */
const untouched: readonly string[] = ['address_example']

const latin = 'abcdefghijklmnopqrstuvwxyz'
const hebrew = 'אבגדהוזחטיכלמנסעפצקרשתםןףץ'

export function madeUpLanguage(catalog: Catalog): Catalog {
  return Object.fromEntries(
    Object.entries(catalog).map(([key, entry]) => [
      key,
      { ...entry, message: programWords[key] ?? translated(key, entry.message) },
    ]),
  )
}

/** Puts it in the place of English in a built extension, where a browser of any language finds it. */
export async function speakMadeUpLanguage(folder: string): Promise<void> {
  const file = join(folder, '_locales/en/messages.json')
  const catalog: Catalog = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify(madeUpLanguage(catalog), null, 2))
}

/** Each word is one letter longer, as translations of English are; placeholders stay. */
function translated(key: string, message: string): string {
  if (untouched.includes(key)) return message
  return message.replace(/\$\w+\$|[a-z]+/gi, (word) => (word.startsWith('$') ? word : longer(word)))
}

function longer(word: string): string {
  const letters = [...word.toLowerCase()].map((letter) => hebrew[latin.indexOf(letter)] ?? letter)
  return [...letters, letters[0]].join('')
}
