// A page's own time: it can go faster than real time and jump, for everything that runs here; and its timers are counted.

const query = new URLSearchParams(location.search)
const rate = Number(query.get('rate'))
const patience = Number(query.get('patience'))
const since = Number(query.get('since'))

/** This machine's clock, which all tabs and the test share. */
export const realNow: () => number = Date.now.bind(Date)

let jumpedMs = 0
Date.now = () => since + (realNow() - since) * rate + jumpedMs

/** As if somebody set the computer's clock, or it slept. */
export function jump(ms: number): void {
  jumpedMs += ms
}

/** Who waits for so little waits for other processes: these go no faster, and on a busy machine slower. */
const realMs = (ms: number) => (ms <= 2000 ? ms * patience : ms / rate)

/** How often a timer woke this page, and how many timers stand. */
export const timers = { fired: 0, standing: 0 }

const { setTimeout, setInterval, clearTimeout } = globalThis
const standing = new Set<number>()

function stand(id: number): number {
  standing.add(id)
  timers.standing = standing.size
  return id
}

function fall(id: number): void {
  standing.delete(id)
  timers.standing = standing.size
}

function clear(id: number): void {
  clearTimeout(id)
  fall(id)
}

Object.assign(globalThis, {
  setTimeout(callback: () => void, ms = 0): number {
    const id: number = Number(
      setTimeout(() => {
        fall(id)
        timers.fired += 1
        callback()
      }, realMs(ms)),
    )
    return stand(id)
  },
  setInterval(callback: () => void, ms = 0): number {
    const tick = () => {
      timers.fired += 1
      callback()
    }
    return stand(Number(setInterval(tick, realMs(ms))))
  },
  clearTimeout: clear,
  clearInterval: clear,
})
