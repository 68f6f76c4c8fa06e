// The lines of CAS that the module is made for and a server can be started of.

export type CasLine = '7.2' | '6.6'
export const casLines: readonly CasLine[] = ['7.2', '6.6']
