// What most servers need no change of: where their status and cookie are, limits that nobody tells, how to leave and stay.
import { useState } from 'preact/hooks'
import type { MessageKey, Say } from '../shared/say.js'
import { defaultStaleAfterMinutes, type ServerSettings } from '../shared/settings.js'
import { Choices } from './Choices.js'
import { DurationField } from './DurationField.js'
import { Switch } from './Switch.js'
import { canHave, type ServerValues } from './server-values.js'
import { TextField } from './TextField.js'

interface MoreSettingsProps {
  readonly server: ServerSettings
  readonly lockedBy: string | undefined
  readonly say: Say
  readonly onKeep: (label: string, values: ServerValues) => void
}

export function MoreSettings({ server, lockedBy, say, onKeep }: MoreSettingsProps) {
  const { source } = server
  const textField = (
    member: 'endpointPath' | 'cookieName' | 'cookiePath' | 'redirectParameter',
    label: string,
    hint: string,
    fault: MessageKey,
    usual = '',
  ) => (
    <TextField
      label={label}
      hint={hint}
      value={server[member] ?? ''}
      placeholder={usual}
      lockedBy={lockedBy}
      faultOf={(typed) => (canHave(server, member, typed || undefined) ? undefined : say(fault))}
      onKeep={(typed) => onKeep(label, { [member]: typed || undefined })}
    />
  )
  const limit = (
    member: 'maxTimeToLiveSeconds' | 'timeToKillSeconds',
    label: string,
    hint: string,
  ) => (
    <DurationField
      label={label}
      hint={hint}
      seconds={server[member]}
      lockedBy={lockedBy}
      say={say}
      faultOf={(seconds) => (canHave(server, member, seconds) ? undefined : say('fault_duration'))}
      onKeep={(seconds) => onKeep(label, { [member]: seconds })}
    />
  )
  return (
    <div class="more">
      {source !== 'actuator-sso' &&
        textField(
          'endpointPath',
          say('endpoint_label'),
          say('endpoint_hint'),
          'fault_endpoint',
          'isloggedin',
        )}
      {textField(
        'cookieName',
        say('cookie_name_label'),
        say('cookie_name_hint'),
        'fault_token',
        'TGC',
      )}
      {textField(
        'cookiePath',
        say('cookie_path_label'),
        say('cookie_path_hint'),
        'fault_cookie_path',
        `${new URL(server.url).pathname.replace(/\/$/, '')}/`,
      )}
      {source !== 'isloggedin' && (
        <>
          {limit('maxTimeToLiveSeconds', say('time_limit_label'), say('time_limit_hint'))}
          {limit('timeToKillSeconds', say('idle_limit_label'), say('idle_limit_hint'))}
        </>
      )}
      <TextField
        label={say('stale_label')}
        hint={say('stale_hint')}
        kind="number"
        value={server.staleAfterMinutes?.toString() ?? ''}
        placeholder={`${defaultStaleAfterMinutes}`}
        lockedBy={lockedBy}
        faultOf={(typed) =>
          canHave(server, 'staleAfterMinutes', wholeNumber(typed)) ? undefined : say('fault_stale')
        }
        onKeep={(typed) => onKeep(say('stale_label'), { staleAfterMinutes: wholeNumber(typed) })}
      />
      <Choices
        label={say('sign_out')}
        chosen={server.signOut ?? 'click'}
        choices={[
          ['click', say('sign_out_click')],
          ['page', say('sign_out_page')],
        ]}
        lockedBy={lockedBy}
        onChoose={(chosen) =>
          onKeep(say('sign_out'), { signOut: chosen === 'page' ? chosen : undefined })
        }
      />
      <StaySignedIn server={server} lockedBy={lockedBy} say={say} onKeep={onKeep} />
      {server.stayService &&
        textField('redirectParameter', say('redirect_label'), say('redirect_hint'), 'fault_token')}
      <div class="field">
        <Switch
          label={say('administered')}
          on={server.administered === true}
          lockedBy={lockedBy}
          onFlip={() =>
            onKeep(say('administered'), { administered: server.administered ? undefined : true })
          }
        />
        <p class="hint">{say('administered_hint')}</p>
      </div>
    </div>
  )
}

type Stay = 'nothing' | 'gateway' | 'touch'

interface StaySignedInProps {
  readonly server: ServerSettings
  readonly lockedBy: string | undefined
  readonly say: Say
  readonly onKeep: (label: string, values: ServerValues) => void
}

function StaySignedIn({ server, lockedBy, say, onKeep }: StaySignedInProps) {
  const kept = stayOf(server)
  const [wanted, setWanted] = useState<Stay | undefined>(undefined)
  const chosen = wanted ?? kept
  const label = say('stay')
  const choose = (stay: Stay) => {
    // A gateway visit is kept with its service.
    setWanted(stay === 'gateway' && kept !== 'gateway' ? stay : undefined)
    if (stay === 'touch') onKeep(label, { touch: true, stayService: undefined })
    if (stay === 'nothing') onKeep(label, { touch: undefined, stayService: undefined })
  }
  const offersTouch = server.source === 'isloggedin' || kept === 'touch'
  return (
    <Choices
      label={label}
      chosen={chosen}
      choices={[
        ['nothing', say('stay_nothing')],
        ['gateway', say('stay_gateway')],
        ...(offersTouch ? [['touch', say('stay_touch')] as const] : []),
      ]}
      lockedBy={lockedBy}
      onChoose={choose}
    >
      {chosen === 'gateway' && (
        <TextField
          label={say('service_label')}
          hint={say('service_hint')}
          kind="address"
          value={server.stayService ?? ''}
          lockedBy={lockedBy}
          faultOf={(typed) => {
            const pending = typed === '' && kept !== 'gateway'
            return pending || canHave(server, 'stayService', typed)
              ? undefined
              : say('fault_service')
          }}
          onKeep={(typed) => {
            setWanted(undefined)
            onKeep(label, { touch: undefined, stayService: typed })
          }}
        />
      )}
    </Choices>
  )
}

function stayOf({ touch, stayService }: ServerSettings): Stay {
  if (touch) return 'touch'
  return stayService ? 'gateway' : 'nothing'
}

/** Not a number where it can't be read. */
function wholeNumber(typed: string): number | undefined {
  if (!typed) return undefined
  return /^\d+$/.test(typed) ? Number(typed) : Number.NaN
}
