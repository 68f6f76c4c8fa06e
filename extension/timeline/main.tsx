// The timeline: when did it end, why, and was that right?
import { render } from 'preact'
import { clock } from '../shared/clock.js'
import { say } from '../shared/i18n.js'
import { prepareDocument } from '../ui/document.js'
import { Timeline } from './Timeline.js'

render(<Timeline clock={clock} say={say} />, prepareDocument(say, 'timeline'))
