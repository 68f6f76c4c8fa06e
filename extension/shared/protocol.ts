// What surfaces ask of the background. They read what is known from storage and never ask CAS themselves.
import { browser } from './browser.js'
import { isRecord } from './storage.js'

export type Request =
  /** A surface opened: look again unless the last look is fresh. */
  { readonly type: 'opened' } | { readonly type: 'check' } | { readonly type: 'sign-out' }

const types: readonly unknown[] = ['opened', 'check', 'sign-out'] satisfies Request['type'][]

export function parseRequest(message: unknown): Request | undefined {
  return isRecord(message) && types.includes(message.type) ? (message as Request) : undefined
}

/** Resolves when the background has done it; what it found is in storage. */
export async function ask(request: Request): Promise<void> {
  await browser.runtime.sendMessage(request)
}
