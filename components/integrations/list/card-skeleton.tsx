import { classes } from '@/components/ui/classes'
import { cardClass } from './card-class'

/**
 * A placeholder with the size of a card, shown while the list loads.
 *
 * @param hasUsage whether the cards have a line that says how they are used
 */
export function CardSkeleton({ hasUsage }: { hasUsage: boolean }) {
  return (
    <div
      aria-hidden
      className={classes(
        cardClass,
        'animate-breathe border-border bg-surface',
        hasUsage ? 'h-47.5 max-sm:h-50.5' : 'h-42.5 max-sm:h-45.5',
      )}
    >
      <div className="flex items-start gap-3">
        <span className="size-10 rounded-lg bg-subtle" />
        <div className="flex flex-1 flex-col gap-2 pt-1">
          <span className="h-3.5 w-20 rounded-sm bg-subtle" />
          <span className="h-3 w-36 rounded-sm bg-subtle" />
        </div>
      </div>
      <span className="mt-4.5 h-3.5 w-28 rounded-sm bg-subtle" />
      <span className="mt-2.5 h-3 w-40 rounded-sm bg-subtle" />
      <span className="mt-auto mb-2 h-4 w-16 rounded-sm bg-subtle" />
    </div>
  )
}
