import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { ReadFailure } from '@/components/ui/read-failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { TokensView } from '@/lib/contract/view/settings'
import type { Viewer } from '@/lib/contract/view/viewer'
import { CreateTokenPanel } from './create-token-panel'
import { NewTokenPanel } from './new-token-panel'
import { TokenRow } from './token-row'

const path = '/settings/tokens'

/** The content of the page about API tokens. */
export function Tokens({ view, viewer }: { view: TokensView; viewer: Viewer }) {
  const { tokens: answer, isFirstPage, isRevoked } = view
  if (answer.kind !== 'ready')
    return <ReadFailure what="the API tokens" path={path} {...failureOf(answer)} />
  const { items, nextCursor } = answer.value
  return (
    <>
      {isRevoked && (
        <Notice tone="success" role="status">
          Revoked. The token is refused from now on.
        </Notice>
      )}
      <NewTokenPanel view={view} />
      <CreateTokenPanel view={view} viewer={viewer} />
      <Panel title="Tokens">
        <ul className="-m-4 divide-y divide-border">
          {items.map((token) => (
            <TokenRow key={token.id} token={token} viewer={viewer} />
          ))}
        </ul>
      </Panel>
      {(nextCursor !== null || !isFirstPage) && (
        <nav aria-label="Pages of the list" className="flex flex-wrap gap-2">
          {!isFirstPage && (
            <a className={buttonClass()} href={path}>
              Back to the oldest
            </a>
          )}
          {nextCursor !== null && (
            <a className={buttonClass()} href={`${path}?cursor=${encodeURIComponent(nextCursor)}`}>
              Show newer tokens
            </a>
          )}
        </nav>
      )}
    </>
  )
}
