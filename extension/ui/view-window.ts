// Which rows of a long table are worth an element: those in view, and some around them. Pure.

export interface ViewWindow {
  readonly from: number
  readonly to: number
}

const beyond = 10

export function viewWindow(
  scrolledPx: number,
  viewPx: number,
  rowPx: number,
  count: number,
): ViewWindow {
  const fits = Math.ceil(viewPx / rowPx) + 1
  const top = Math.max(0, Math.min(Math.floor(scrolledPx / rowPx), count - fits))
  return { from: Math.max(0, top - beyond), to: Math.min(count, top + fits + beyond) }
}

/** How far to scroll for a row to be in view; undefined where it is already. */
export function scrollFor(
  index: number,
  scrolledPx: number,
  viewPx: number,
  rowPx: number,
): number | undefined {
  const top = index * rowPx
  if (top < scrolledPx) return top
  return top + rowPx > scrolledPx + viewPx ? top + rowPx - viewPx : undefined
}
