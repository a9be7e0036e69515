import { catalogueEntry, serviceName } from '@/lib/contract/services/catalogue'
import type { Line, MailDocument } from '../mail-document'
import { momentInWords } from '../mail-words'

export interface BrokenIntegration {
  id: string
  service: string
  /** The name of the external account. */
  externalName: string
  /** The `status_reason` of the API, or null when there is none. */
  reason: string | null
  /** When it broke, in milliseconds since 1970. */
  brokenAt: number
}

export interface BrokenIntegrationsMail {
  appUrl: string
  /** The name of the Miteos account. */
  accountName: string
  /** The integrations that broke, the earliest first. At least one. */
  broken: readonly [BrokenIntegration, ...BrokenIntegration[]]
  unsubscribeLink: string
}

/** How many integrations the mail names. The others are only counted. */
const maxNamed = 20

const reasonWords: Record<string, string> = {
  expired: 'Access expired',
  revoked: 'Access was revoked',
  scopes_removed: 'Permissions were removed',
  account_closed: 'The account was closed',
}

function titleOf({ service, externalName }: BrokenIntegration): Line {
  return [`${serviceName(service)} (`, { name: externalName }, ')']
}

function textOf({ service, reason, brokenAt }: BrokenIntegration): Line {
  const words = (reason !== null && reasonWords[reason]) || 'Access expired or was revoked'
  const vendor = catalogueEntry(service)?.vendor.name ?? serviceName(service)
  return [`${words} at ${vendor}. Noticed on ${momentInWords(brokenAt)}.`]
}

/** Returns the mail that tells an admin which integrations broke while nobody of the account was looking. */
export function brokenIntegrationsMail({
  appUrl,
  accountName,
  broken,
  unsubscribeLink,
}: BrokenIntegrationsMail): MailDocument {
  const [first] = broken
  const account = { name: accountName }
  const isOne = broken.length === 1
  const what: Line = isOne ? titleOf(first) : [`${broken.length} integrations`]
  const pageOf = ({ id }: BrokenIntegration) => `${appUrl}/integrations/${encodeURIComponent(id)}`
  const unnamed = broken.length - maxNamed
  return {
    subject: [...what, ' stopped working in ', account],
    title: [...what, ' stopped working'],
    paragraphs: [
      [
        isOne ? 'An integration of the account ' : 'Integrations of the account ',
        account,
        ` stopped working, and nobody of the account has used its live environment since. Agents cannot use ${isOne ? 'it' : 'them'} until somebody reconnects ${isOne ? 'it' : 'them'}.`,
      ],
      ...(isOne ? [textOf(first)] : []),
      ...(unnamed > 0 ? [[`These are the first ${maxNamed}, and there are ${unnamed} more:`]] : []),
    ],
    items: isOne
      ? []
      : broken.slice(0, maxNamed).map((integration) => ({
          title: titleOf(integration),
          text: textOf(integration),
          link: pageOf(integration),
        })),
    action: isOne
      ? { label: 'See what happened', link: pageOf(first) }
      : { label: 'See all integrations', link: `${appUrl}/integrations` },
    notes: [
      [
        'The links lead to the live environment of ',
        account,
        '. If you work elsewhere at the moment, switch in the top bar first.',
      ],
      [
        'You get this mail because you are an admin of ',
        account,
        '. Each integration that stops working is told once.',
      ],
    ],
    unsubscribeLink,
  }
}
