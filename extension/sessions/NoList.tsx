// Why there is no list, what the deployer of CAS must open, and a name and password where they may help.
import { useId, useState } from 'preact/hooks'
import type { Failure } from 'sso-pulse'
import type { Credentials } from 'sso-pulse/admin'
import type { Say } from '../shared/say.js'
import { Notice } from '../ui/Notice.js'
import { whyNoList } from './access.js'

interface NoListProps {
  readonly failure: Failure
  readonly hasCredentials: boolean
  readonly say: Say
  readonly onCredentials: (credentials: Credentials) => void
}

export function NoList({ failure, hasCredentials, say, onCredentials }: NoListProps) {
  const { kind } = failure
  const mayHelp = kind === 'refused' || kind === 'login-page'
  return (
    <>
      <Notice good={false} headline={whyNoList(failure, hasCredentials, say)} lines={[]} />
      {mayHelp && <CredentialsForm say={say} onCredentials={onCredentials} />}
    </>
  )
}

type CredentialsFormProps = Pick<NoListProps, 'say' | 'onCredentials'>

function CredentialsForm({ say, onCredentials }: CredentialsFormProps) {
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const id = useId()
  const submit = (event: Event) => {
    event.preventDefault()
    if (!user) return
    setPassword('')
    onCredentials({ user, password })
  }
  return (
    <form class="bar" aria-describedby={`${id}-memory`} onSubmit={submit}>
      <div class="field">
        <label for={`${id}-user`}>{say('admin_name')}</label>
        <input
          id={`${id}-user`}
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          value={user}
          onInput={({ currentTarget }) => setUser(currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-password`}>{say('admin_password')}</label>
        <input
          id={`${id}-password`}
          type="password"
          autoComplete="off"
          value={password}
          onInput={({ currentTarget }) => setPassword(currentTarget.value)}
        />
      </div>
      <button type="submit" class="primary">
        {say('admin_use')}
      </button>
      <p id={`${id}-memory`} class="quiet">
        {say('admin_memory')}
      </p>
    </form>
  )
}
