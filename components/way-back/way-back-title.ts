import { serviceName } from '@/lib/contract/services/catalogue'
import type { WayBack } from '@/lib/contract/view/way-back'
import { wayBackWords } from './way-back-words'

/** Returns the title of the callback page, for its heading and for the browser tab. */
export function wayBackTitle(wayBack: WayBack): string {
  if (wayBack.kind === 'failed') return wayBackWords(wayBack.cause, wayBack.service).title
  const name = serviceName(wayBack.service)
  if (wayBack.kind === 'connected') return `${name} was connected`
  return wayBack.submitsItself ? `Finishing ${name}` : `Finish connecting ${name}?`
}
