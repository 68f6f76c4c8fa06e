// Containers and private windows: places with cookies of their own, which the background's requests never carry. Pure.

/** The store of ordinary windows in Chrome and in Firefox. */
const ordinaryStores = ['0', 'firefox-default']

/** Chrome names no store where there is only one. */
export function isOrdinary(storeId = '0'): boolean {
  return ordinaryStores.includes(storeId)
}

export type Place =
  | { readonly kind: 'container'; readonly storeId: string }
  /** No page of ours opens there. */
  | { readonly kind: 'private' }

export function placeOf(storeId: string): Place {
  return storeId.startsWith('firefox-container-')
    ? { kind: 'container', storeId }
    : { kind: 'private' }
}
