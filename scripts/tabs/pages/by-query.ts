// The same with TanStack Query, as its documentation polls: errors keep the data, focus looks again.
import { QueryClient, QueryObserver } from '@tanstack/query-core'

export function watchByQuery(server: string, tell: (signedIn: boolean) => void): void {
  const client = new QueryClient()
  client.mount()
  const observer = new QueryObserver<object>(client, {
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const response = await fetch(`${server}/isloggedin`, { credentials: 'include', signal })
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      return response.json()
    },
    refetchInterval: 60_000,
  })
  observer.subscribe(({ data: user }) => {
    if (user) tell(Object.keys(user).length > 0)
  })
}
