/** Matches a URL. The groups are its scheme, its host and the rest, without the user name and password. */
const url = /(https?:\/\/)(?:[^\s/?#\\<>"']*@)?([^\s/?#\\<>"']+)([^\s<>"']*)/gi
/** Matches our own tokens, codes and signing secrets, as far as the prefix in the first group. */
const ownSecret = /\b(mt_(?:live|test)_|mtoc_|whsec_)[\w+/=-]{8,}/g
/** Matches the value of a query parameter, after the part in the first group. Our links have their secret there. */
const queryValue = /([?&][\w.~-]{1,64}=)[^\s&#"'<>)]+/g
/** Matches a part of a path that is long and has letters and digits, as secrets in addresses are. */
const longSegment = /(?<=\/)(?=[\w~-]*\d)(?=[\w~-]*[a-z])[\w~-]{20,}/gi

/** Returns a text that somebody typed without tokens, codes, signing secrets, and the secrets in URLs. It is never longer. */
export function withoutSecrets(text: string): string {
  return text
    .replace(ownSecret, '$1…')
    .replace(queryValue, '$1…')
    .replace(url, (_, scheme: string, host: string, rest: string) =>
      [scheme, host, rest.replace(longSegment, '…')].join(''),
    )
}

/** Returns the rest of a URL as a sign that there is more. What ends the sentence after the URL stays. */
function shortened(rest: string): string {
  const [end = ''] = /[).,;:!?]*$/.exec(rest) ?? []
  const address = rest.slice(0, rest.length - end.length)
  return (address.length > 1 ? `${address.slice(0, 1)}…` : address) + end
}

/** Returns a name without secrets. Of a URL in it, only the host is left, because any path may be a secret. It is never longer. */
export function withoutPaths(name: string): string {
  return withoutSecrets(
    name.replace(url, (_, scheme: string, host: string, rest: string) =>
      [scheme, host, shortened(rest)].join(''),
    ),
  )
}

function hostOf(address: string): string {
  return address.replace(url, '$2')
}

/**
 * Returns the name of a webhook: the host of its URL, with the description if there is one. The URL itself is often a secret,
 * because whoever knows it can send to the receiver.
 */
export function nameOfWebhook({ url, description }: { url: string; description: string }): string {
  return description === '' ? hostOf(url) : `${hostOf(url)} (${description})`
}

/**
 * Returns a target of the activity without what must not stand there: the URL of a webhook, the query of a redirect URI, and
 * secrets that somebody typed as a name.
 */
export function safeTarget<T extends { id: string; name: string }>(target: T): T {
  const { id, name } = target
  if (id.startsWith('uri_'))
    return { ...target, name: withoutSecrets(name.replace(/[?#].+$/s, '?…')) }
  if (id.startsWith('whk_') && /^https?:/i.test(name)) return { ...target, name: hostOf(name) }
  return { ...target, name: withoutPaths(name) }
}
