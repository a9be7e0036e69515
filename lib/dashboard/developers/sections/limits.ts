import {
  failuresOverall,
  failuresPerAddress,
  maxBodyBytes,
  maxRedirectUris,
  maxWebhooks,
} from '@/lib/contract/api/limits'
import type { MarkedText, Section } from '@/lib/contract/view/developers'
import { section, table, text } from '../blocks'
import type { DevelopersFacts } from '../facts'
import { minutes } from './minutes'

function perMinute(count: number, per: string): string {
  return count === 0 ? 'None' : `${count} a minute ${per}`
}

function configuredRows(limits: DevelopersFacts['limits']): MarkedText[][] {
  if (!limits) return [['Requests', 'In the header `RateLimit-Policy` of every answer.']]
  return [
    ['Requests', perMinute(limits.requestsPerMinute, 'for each token')],
    [
      'Requests without a valid token',
      `${failuresPerAddress} a minute from one address, ${failuresOverall} from all together`,
    ],
    ['Connections that one person starts', perMinute(limits.connectsPerMinute, '')],
    ['Life of an `oauth_code`', minutes(limits.codeSeconds)],
    ['Time for a person to come back from the provider', minutes(limits.attemptSeconds)],
  ].map((row) => row.map((cell) => cell.trim()))
}

/** Returns the section about limits and about reading long lists. */
export function limits(facts: DevelopersFacts): Section {
  return {
    ...section(
      'limits',
      'Limits',
      table(
        ['What', 'Limit'],
        [
          ...configuredRows(facts.limits),
          ['Body of a request', `${maxBodyBytes / 1024} KB`],
          ['Redirect URIs in one environment', String(maxRedirectUris)],
          ['Webhooks in one environment', String(maxWebhooks)],
        ],
      ),
      text(
        'A request above a limit is answered [`rate_limited`](/developers/errors/rate_limited) with `Retry-After` in seconds. `RateLimit` says in every answer how many requests are left (`r`) for how many seconds (`t`).',
      ),
    ),
    sections: [
      section(
        'limits-paging',
        'Long lists',
        text(
          'Where a list has pages, `limit` (50 if absent, 200 at most) sets their size. The header `Link` has the address of the next page with `rel="next"`; it is absent on the last one. Take that address as it is, and do not build a `cursor` yourself.',
        ),
      ),
      section(
        'limits-unchanged',
        'Unchanged answers',
        text(
          'Every read has an `ETag`. Send it in `If-None-Match`: while nothing changed, the answer is 304 without a body.',
        ),
      ),
    ],
  }
}
