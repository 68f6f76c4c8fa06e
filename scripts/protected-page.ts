// Starts and stops the application of cas/protected-page, which Apereo's own CAS client guards, on loopback.
import { type JavaServer, startJavaServer } from './real-cas/java-server.js'

const mainClass = 'io.github.ssopulse.cas.page.ProtectedPage'

export interface ProtectedPage extends JavaServer {
  /** Its origin: what lies there is in the Java class. */
  readonly url: string
}

/** @param cas the prefix of the CAS that it trusts */
export async function startProtectedPage(cas: string): Promise<ProtectedPage> {
  let url = ''
  const server = await startJavaServer('protected-page', {
    logName: `${new URL(cas).port}.log`,
    heap: '64m',
    command: () => [mainClass, cas],
    isUp: async () => url !== '',
    // It takes a free port by itself and says which.
    onOutput: (line) => {
      if (/^http:\S+$/.test(line)) url = line
    },
  })
  return { ...server, url }
}
