// What one check of `doctor`, or of a sign-out report, found.

export interface Finding {
  readonly check: string
  readonly verdict: 'ok' | 'warn' | 'bad' | 'unknown'
  readonly what: string
  /** What to do about it. */
  readonly todo?: string
}

export function hasBad(findings: readonly Finding[]): boolean {
  return findings.some(({ verdict }) => verdict === 'bad')
}
