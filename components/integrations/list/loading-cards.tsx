import { CardSkeleton } from './card-skeleton'
import { cardGrid } from './connected-list'

const skeletons = Array.from({ length: 9 }, (_, position) => `skeleton-${position}`)

/** Shown while the list loads; without JavaScript it links to the page that waits for the list. */
export function LoadingCards() {
  return (
    <>
      <p role="status" className="sr-only">
        Loading the integrations
      </p>
      <noscript>
        <p>
          The list takes a moment.{' '}
          <a className="text-accent underline" href="/integrations?wait=1">
            Wait for it
          </a>
        </p>
      </noscript>
      <div className={cardGrid}>
        {skeletons.map((name) => (
          <CardSkeleton key={name} />
        ))}
      </div>
    </>
  )
}
