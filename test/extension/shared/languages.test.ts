// How it reads in the other languages: one or many, an hour of the day, another day, an estimate, a name.
import type { SessionState } from 'sso-pulse'
import { describe, expect, test } from 'vitest'
import type { Picture } from '../../../extension/shared/picture.js'
import { spokenOf } from '../../../extension/shared/words/spoken.js'
import { agoText, atMoment } from '../../../extension/shared/words/time.js'
import { titleOf } from '../../../extension/shared/words/title.js'
import {
  changed,
  day,
  estimated,
  hour,
  inTrouble,
  minute,
  now,
  pictureOfState,
  second,
  signedIn,
  signedOut,
} from '../pictures.js'
import { sayIn } from '../speech.js'

type Words = { readonly de: string; readonly fr: string; readonly es: string }
const others = ['de', 'fr', 'es'] as const

/** No-break spaces read as spaces. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '').replace(/\s/g, ' ')

describe.each(others)('the toolbar in %s', (language) => {
  test.each<[string, SessionState, Words]>(toolbar())('%s', (_, state, words) => {
    const picture: Picture = pictureOfState(state)
    expect(plain(titleOf(picture, now, sayIn(language)))).toBe(words[language])
  })
})

describe.each(others)('the popup in %s', (language) => {
  test.each<[string, SessionState | Picture, Words]>(popup())('%s', (_, known, words) => {
    const picture = 'kind' in known ? known : pictureOfState(known)
    const { headline, lines } = spokenOf(picture, now, sayIn(language))
    expect(plain([headline, ...lines].join(' | '))).toBe(words[language])
  })
})

describe.each(others)('the time in %s', (language) => {
  const at = (hours: number, minutes: number) => new Date(2026, 10, 21, hours, minutes).getTime()
  test.each<[string, number, Words]>([
    ['one o’clock', at(1, 5), { de: 'um 01:05', fr: 'à 01:05', es: 'a la 1:05' }],
    ['eleven', at(11, 0), { de: 'um 11:00', fr: 'à 11:00', es: 'a las 11:00' }],
    ['thirteen', at(13, 0), { de: 'um 13:00', fr: 'à 13:00', es: 'a las 13:00' }],
    [
      'yesterday',
      at(1, 5) - day,
      {
        de: 'am Fr., 20. Nov. um 01:05',
        fr: 'le ven. 20 nov. à 01:05',
        es: 'el vie, 20 nov a la 1:05',
      },
    ],
  ])('%s', (_, instant, words) => {
    expect(plain(atMoment(instant, now, sayIn(language)))).toBe(words[language])
  })

  test.each<[number, Words]>([
    [0, { de: 'gerade eben', fr: "à l'instant", es: 'ahora mismo' }],
    [1, { de: 'vor 1 Minute', fr: 'il y a 1 minute', es: 'hace 1 minuto' }],
    [2, { de: 'vor 2 Minuten', fr: 'il y a 2 minutes', es: 'hace 2 minutos' }],
    [120, { de: 'vor 2 Stunden', fr: 'il y a 2 heures', es: 'hace 2 horas' }],
  ])('%i minutes ago', (minutes, words) => {
    expect(plain(agoText(now - minutes * minute, now, sayIn(language)))).toBe(words[language])
  })
})

function toolbar(): [string, SessionState, Words][] {
  return [
    [
      'many hours',
      signedIn({ time: 7 * hour + 42 * minute }),
      {
        de: 'Angemeldet als jdoe, noch 7 Std., 42 Min. (bis 17:30)',
        fr: 'Session ouverte en tant que jdoe, encore 7 h et 42 min (fin : 17:30)',
        es: 'Sesión iniciada como jdoe, tiempo restante: 7 h y 42 min (fin: 17:30)',
      },
    ],
    [
      'one hour, one minute',
      signedIn({ time: hour + minute }),
      {
        de: 'Angemeldet als jdoe, noch 1 Std., 1 Min. (bis 10:49)',
        fr: 'Session ouverte en tant que jdoe, encore 1 h et 1 min (fin : 10:49)',
        es: 'Sesión iniciada como jdoe, tiempo restante: 1 h y 1 min (fin: 10:49)',
      },
    ],
    [
      'another day',
      signedIn({ time: 13 * day }),
      {
        de: 'Angemeldet als jdoe, noch 13 Tg. (bis Fr., 4. Dez., 09:48)',
        fr: 'Session ouverte en tant que jdoe, encore 13 j (fin : ven. 4 déc., 09:48)',
        es: 'Sesión iniciada como jdoe, tiempo restante: 13 d (fin: vie, 4 dic, 9:48)',
      },
    ],
    [
      'an estimate',
      estimated(signedIn({ time: 7 * hour })),
      {
        de: 'Angemeldet als jdoe, noch etwa 7 Std. (bis 16:48)',
        fr: 'Session ouverte en tant que jdoe, encore environ 7 h (fin : 16:48)',
        es: 'Sesión iniciada como jdoe, tiempo restante: aproximadamente 7 h (fin: 16:48)',
      },
    ],
    [
      'one minute',
      signedIn({ time: minute }),
      {
        de: 'SSO endet in 1 Min., um 09:49. Das lässt sich nicht verlängern.',
        fr: 'La session SSO se termine dans 1 min, à 09:49. Elle ne peut pas être prolongée.',
        es: 'La sesión SSO termina en 1 min, a las 9:49. No se puede prolongar.',
      },
    ],
    [
      'not used',
      signedIn({ idle: 4 * minute }),
      {
        de: 'SSO endet in 4 Min., weil es nicht benutzt wurde',
        fr: "La session SSO se termine dans 4 min, faute d'utilisation",
        es: 'La sesión SSO termina en 4 min por falta de uso',
      },
    ],
    [
      'ended',
      signedOut('expired-time'),
      {
        de: 'Anmeldung endete um 09:44 (Zeitgrenze)',
        fr: 'Session terminée à 09:44 (limite de durée)',
        es: 'La sesión terminó a las 9:44 (límite de tiempo)',
      },
    ],
    [
      'ended elsewhere',
      signedOut('ended-elsewhere'),
      {
        de: 'Anmeldung wurde anderswo beendet, bemerkt um 09:44',
        fr: 'Session fermée ailleurs, constaté à 09:44',
        es: 'La sesión se cerró en otro lugar, detectado a las 9:44',
      },
    ],
    [
      'unreachable',
      inTrouble(signedIn({ time: hour }), 'offline'),
      {
        de: 'SSO ist nicht erreichbar. Zuletzt bekannt: angemeldet, 09:48',
        fr: 'SSO injoignable. Dernier état connu : session ouverte, 09:48',
        es: 'No se puede acceder a SSO. Último estado conocido: sesión iniciada, 9:48',
      },
    ],
  ]
}

function popup(): [string, SessionState | Picture, Words][] {
  return [
    [
      'both limits',
      signedIn({ time: 7 * hour, idle: hour }),
      {
        de: 'Angemeldet als jdoe | Endet heute um 10:48, wenn SSO 2 Stunden lang nicht benutzt wurde | oder spätestens heute um 16:48',
        fr: "Session ouverte en tant que jdoe | Se termine aujourd'hui à 10:48, après 2 heures sans utiliser le SSO | ou aujourd'hui à 16:48 au plus tard",
        es: 'Sesión iniciada como jdoe | Termina hoy a las 10:48, tras 2 horas sin usar SSO | o hoy a las 16:48 como muy tarde',
      },
    ],
    [
      'the time limit alone',
      signedIn({ time: 3 * day }),
      {
        de: 'Angemeldet als jdoe | Endet spätestens am Di., 24. Nov. um 09:48 | oder wenn SSO 2 Stunden lang nicht benutzt wird',
        fr: 'Session ouverte en tant que jdoe | Se termine le mar. 24 nov. à 09:48 au plus tard | ou après 2 heures sans utiliser le SSO',
        es: 'Sesión iniciada como jdoe | Termina el mar, 24 nov a las 9:48 como muy tarde | o tras 2 horas sin usar SSO',
      },
    ],
    [
      'one minute and many seconds',
      signedIn({ time: 94 * second }),
      {
        de: 'Ihre Anmeldung endet in 1 Minute, 34 Sekunden | Sie endet um 09:49. Diese Grenze lässt sich nicht verlängern: Speichern Sie Ihre Arbeit und melden Sie sich dann neu an.',
        fr: 'Votre session se termine dans 1 minute et 34 secondes | Elle se termine à 09:49. Cette limite ne peut pas être repoussée : enregistrez votre travail, puis reconnectez-vous.',
        es: 'Su sesión termina en 1 minuto y 34 segundos | Termina a las 9:49. Este límite no se puede ampliar: guarde su trabajo y vuelva a iniciar sesión.',
      },
    ],
    [
      'one second',
      signedIn({ time: second }),
      {
        de: 'Ihre Anmeldung endet in 1 Sekunde | Sie endet um 09:48. Diese Grenze lässt sich nicht verlängern: Speichern Sie Ihre Arbeit und melden Sie sich dann neu an.',
        fr: 'Votre session se termine dans 1 seconde | Elle se termine à 09:48. Cette limite ne peut pas être repoussée : enregistrez votre travail, puis reconnectez-vous.',
        es: 'Su sesión termina en 1 segundo | Termina a las 9:48. Este límite no se puede ampliar: guarde su trabajo y vuelva a iniciar sesión.',
      },
    ],
    [
      'about nine minutes',
      estimated(signedIn({ time: 9 * minute })),
      {
        de: 'Ihre Anmeldung endet in etwa 9 Minuten | Sie endet um 09:57. Diese Grenze lässt sich nicht verlängern: Speichern Sie Ihre Arbeit und melden Sie sich dann neu an. | Geschätzt nach den Zahlen in den Einstellungen.',
        fr: "Votre session se termine dans environ 9 minutes | Elle se termine à 09:57. Cette limite ne peut pas être repoussée : enregistrez votre travail, puis reconnectez-vous. | Estimation d'après les nombres des paramètres.",
        es: 'Su sesión termina en aproximadamente 9 minutos | Termina a las 9:57. Este límite no se puede ampliar: guarde su trabajo y vuelva a iniciar sesión. | Estimación según los números de la configuración.',
      },
    ],
    [
      'not used',
      signedIn({ idle: minute + second, time: hour }),
      {
        de: 'Sind Sie noch da? Noch 1 Minute, 1 Sekunde | Die Anmeldung endet, weil sie 2 Stunden lang nicht benutzt wurde. | Endgültiges Ende: 10:48 | Öffnen Sie eine Anwendung von Example University, um angemeldet zu bleiben.',
        fr: "Toujours là ? Encore 1 minute et 1 seconde | La session se termine car elle n'a pas servi pendant 2 heures. | Fin définitive : 10:48 | Ouvrez une application reliée à Example University pour garder la session ouverte.",
        es: '¿Sigue ahí? Tiempo restante: 1 minuto y 1 segundo | La sesión termina porque no se ha usado durante 2 horas. | Fin definitivo: 10:48 | Abra cualquier aplicación de Example University para mantener la sesión.',
      },
    ],
    [
      'signed out here',
      signedOut('signed-out-here'),
      {
        de: 'Nicht angemeldet | Sie haben sich um 09:44 abgemeldet.',
        fr: 'Aucune session ouverte | Vous avez fermé la session à 09:44.',
        es: 'No hay ninguna sesión iniciada | Ha cerrado la sesión a las 9:44.',
      },
    ],
    [
      'time limit reached',
      signedOut('expired-time'),
      {
        de: 'Ihre Anmeldung ist beendet | Zeitgrenze um 09:44 erreicht | Angemeldet war: jdoe',
        fr: 'Votre session est terminée | Limite de durée atteinte à 09:44 | Session de : jdoe',
        es: 'Su sesión ha terminado | Límite de tiempo alcanzado a las 9:44 | Sesión de: jdoe',
      },
    ],
    [
      'not used, yesterday',
      signedOut('expired-idle', { endedAt: now - day }),
      {
        de: 'Ihre Anmeldung ist beendet | Nicht benutzt, daher am Fr., 20. Nov. um 09:48 beendet | Angemeldet war: jdoe',
        fr: "Votre session est terminée | Terminée faute d'utilisation le ven. 20 nov. à 09:48 | Session de : jdoe",
        es: 'Su sesión ha terminado | Terminó por falta de uso el vie, 20 nov a las 9:48 | Sesión de: jdoe',
      },
    ],
    [
      'ended elsewhere',
      signedOut('ended-elsewhere'),
      {
        de: 'Ihre Anmeldung ist beendet | Vom Server, von einem Administrator oder in einem anderen Fenster beendet, bemerkt um 09:44 | Angemeldet war: jdoe',
        fr: 'Votre session est terminée | Fermée par le serveur, par un administrateur ou dans une autre fenêtre, constaté à 09:44 | Session de : jdoe',
        es: 'Su sesión ha terminado | Cerrada por el servidor, por un administrador o en otra ventana, detectado a las 9:44 | Sesión de: jdoe',
      },
    ],
    [
      'another user',
      changed(signedIn({ time: hour }, { details: undefined, user: 'admin' })),
      {
        de: 'Angemeldet als admin | Der Benutzer hat um 09:45 gewechselt: admin statt jdoe. | Endet spätestens heute um 10:48',
        fr: "Session ouverte en tant que admin | L'utilisateur a changé à 09:45 : admin au lieu de jdoe. | Se termine aujourd'hui à 10:48 au plus tard",
        es: 'Sesión iniciada como admin | El usuario cambió a las 9:45: admin en lugar de jdoe. | Termina hoy a las 10:48 como muy tarde',
      },
    ],
    [
      'trouble',
      inTrouble(signedIn({ time: 41 * minute }), 'server-error', 503),
      {
        de: 'sso.example.edu ist nicht erreichbar | Zuletzt bekannt: angemeldet als jdoe, noch etwa 41 Minuten, wenn sich nichts geändert hat | Auf dem Server ist ein Fehler aufgetreten. (HTTP 503)',
        fr: "sso.example.edu est injoignable | Dernier état connu : session ouverte en tant que jdoe, encore environ 41 minutes si rien n'a changé | Le serveur a rencontré une erreur interne. (HTTP 503)",
        es: 'No se puede acceder a sso.example.edu | Último estado conocido: sesión iniciada como jdoe, tiempo restante: aproximadamente 41 minutos si nada ha cambiado | El servidor tuvo un error interno. (HTTP 503)',
      },
    ],
  ]
}
