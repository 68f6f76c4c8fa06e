// What surfaces ask of the background. They read what is known from storage and never ask CAS themselves.
import { browser } from './browser.js'
import { isRecord } from './storage.js'

export type Request =
  /** A surface opened: look again at what is not fresh. */
  | { readonly type: 'opened' }
  | { readonly type: 'sign-out-of-all' }
  /** What is done to one server, by its address. */
  | { readonly type: 'check' | 'sign-out' | 'stay' | 'snooze'; readonly server: string }

export function parseRequest(message: unknown): Request | undefined {
  if (!isRecord(message)) return undefined
  const { type, server } = message
  switch (type) {
    case 'opened':
    case 'sign-out-of-all':
      return { type }
    case 'check':
    case 'sign-out':
    case 'stay':
    case 'snooze':
      return typeof server === 'string' ? { type, server } : undefined
    default:
      return undefined
  }
}

/** Resolves when the background has done it; what it found is in storage. */
export async function ask(request: Request): Promise<void> {
  await browser.runtime.sendMessage(request)
}
