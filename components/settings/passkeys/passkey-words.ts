import { maxPasskeys } from '@/lib/contract/api/limits'
import type { PasskeyError } from '@/lib/contract/view/passkeys'

/** The sentence for each reason why a form changed nothing. */
export const notDoneSentences: Record<PasskeyError, string> = {
  invalid: 'The passkey needs a name of 1 to 64 printable characters.',
  refused:
    'The passkey was not added: it belongs to somebody already, or creating it took too long. Try again.',
  too_many: `You have ${maxPasskeys} passkeys, and more are not possible. Remove one first.`,
  last: 'The passkey was not removed, because you have no other one for the same accounts. Add another one first.',
  unreachable:
    'Miteos cannot be reached at the moment. Nothing was changed. Try again in a minute.',
}
