// Ports of the loopback address that nobody listens at.
import { createServer } from 'node:net'

export function isFree(port: number): Promise<boolean> {
  return boundOnce(port).then(
    () => true,
    () => false,
  )
}

export function freePort(): Promise<number> {
  return boundOnce(0)
}

/** The port that could be bound; zero asks for any. */
function boundOnce(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
