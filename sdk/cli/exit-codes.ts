// How a command ends, as one table: what scripts and monitoring go by.

export const exitCodes = {
  ok: 0,
  /** An expectation failed, or nobody is signed in. */
  no: 1,
  usage: 2,
  /** Trouble, which is never "signed out". */
  unknown: 3,
  /** A fault of this program; the number is EX_SOFTWARE of sysexits.h. */
  fault: 70,
  /** 128 and SIGINT, as shells have it. */
  interrupted: 130,
} as const

export type Ending = keyof typeof exitCodes

/** Said by `--help` and by docs/command-line.md. */
export const endings: { readonly [K in Ending]: string } = {
  ok: 'done; what was asked for is so',
  no: 'an expectation failed, or nobody is signed in',
  usage: 'the command, a file or the credentials were wrong; nothing was changed',
  unknown: 'it could not be told: unreachable, not CAS, or other trouble',
  fault: 'a fault of this program',
  interrupted: 'interrupted',
}
