// What can go wrong before a real CAS runs: its kind, and one sentence that may be shown.

export type RealCasTrouble = 'unavailable' | 'download' | 'compile' | 'start'

export class RealCasError extends Error {
  override readonly name = 'RealCasError'
  readonly kind: RealCasTrouble

  constructor(kind: RealCasTrouble, message: string) {
    super(message)
    this.kind = kind
  }
}
