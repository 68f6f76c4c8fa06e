// The loop that everybody writes first.

export function watchByHand(server: string, tell: (signedIn: boolean) => void): void {
  async function look(): Promise<void> {
    const response = await fetch(`${server}/isloggedin`, { credentials: 'include' })
    if (!response.ok) {
      tell(false)
      return
    }
    const user: object = await response.json()
    tell(Object.keys(user).length > 0)
  }
  setInterval(look, 60_000)
  void look()
}
