// What surfaces ask of the background. They read what is known from storage and never ask CAS themselves.
import { browser } from './browser.js'
import { isRecord } from './storage.js'

export type Request =
  /** A surface opened, or saw the clock jump: look again at what is not fresh. */
  | { readonly type: 'opened' }
  /** What there is to show changed, though the background did nothing. */
  | { readonly type: 'refresh' }
  | { readonly type: 'sign-out-of-all' | 'clear-timeline' }
  /** Somebody writes a line into the timeline. */
  | { readonly type: 'mark'; readonly text: string }
  /** What is done to one server, by its address. */
  | { readonly type: 'check' | 'sign-out' | 'stay' | 'snooze' | 'dismiss'; readonly server: string }

/** A line, not a story. */
export const longestMark = 200

export function parseRequest(message: unknown): Request | undefined {
  if (!isRecord(message)) return undefined
  const { type, server, text } = message
  switch (type) {
    case 'opened':
    case 'refresh':
    case 'sign-out-of-all':
    case 'clear-timeline':
      return { type }
    case 'mark':
      return typeof text === 'string' && text.trim()
        ? { type, text: text.slice(0, longestMark) }
        : undefined
    case 'check':
    case 'sign-out':
    case 'stay':
    case 'snooze':
    case 'dismiss':
      return typeof server === 'string' ? { type, server } : undefined
    default:
      return undefined
  }
}

/** Resolves when the background has done it; what it found is in storage. */
export async function ask(request: Request): Promise<void> {
  await browser.runtime.sendMessage(request)
}
