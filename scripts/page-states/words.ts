// The words of a built extension, by which what a person reads on its pages is found in any language.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MessageKey } from '../../extension/shared/say.js'
import type { Catalog } from '../made-up-language.js'

export interface Words {
  /** A text without placeholders, as on a button. */
  (key: MessageKey): string
  /** A sentence, whatever stands in its placeholders. */
  pattern(key: MessageKey): RegExp
}

/** @param folder the built extension; the browsers are driven in English */
export async function readWords(folder: string): Promise<Words> {
  const file = join(folder, '_locales/en/messages.json')
  const catalog: Catalog = JSON.parse(await readFile(file, 'utf8'))
  const words = (key: MessageKey) => catalog[key]?.message ?? key
  const pattern = (key: MessageKey) =>
    new RegExp(
      words(key)
        .split(/\$\w+\$/)
        .map(literally)
        .join('.*'),
    )
  return Object.assign(words, { pattern })
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
