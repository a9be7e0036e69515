import { CardSkeleton } from './card-skeleton'
import { cardGridClass } from './connected-list'

const skeletons = Array.from({ length: 9 }, (_, position) => `skeleton-${position}`)

/**
 * Placeholders for the cards while the list loads. Without JavaScript there is a link to the same page, which then
 * waits for the list.
 */
export function LoadingCards({ hasUsage }: { hasUsage: boolean }) {
  return (
    <>
      <p role="status" className="sr-only">
        Loading the integrations
      </p>
      {/* With `wait=1` the server waits for the answer before it renders. */}
      <noscript>
        <p>
          The list takes a moment.{' '}
          <a className="text-accent underline" href="/integrations?wait=1">
            Wait for it
          </a>
        </p>
      </noscript>
      <div className={cardGridClass}>
        {skeletons.map((name) => (
          <CardSkeleton key={name} hasUsage={hasUsage} />
        ))}
      </div>
    </>
  )
}
