import type { ReactNode } from 'react'
import { buttonClass } from './button-class'
import { classes } from './classes'

/**
 * A button that opens a panel beside it. The panel is the browser's own popover: it closes with Escape or a
 * click elsewhere, returns the focus to its button, and needs no script.
 */
export function Menu({
  id,
  label,
  buttonContent,
  buttonClassName,
  className,
  children,
}: {
  /** Unique on the page. */
  id: string
  label: string
  buttonContent: ReactNode
  buttonClassName?: string
  className?: string
  children: ReactNode
}) {
  return (
    <div className={classes('menu-host', className)}>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={classes(
          'menu-button',
          buttonClassName ?? buttonClass({ look: 'quiet', size: 'icon' }),
        )}
      >
        {buttonContent}
      </button>
      <div
        id={id}
        popover="auto"
        className="menu-panel max-h-[calc(100dvh-16px)] min-w-48 max-w-[calc(100vw-16px)] overflow-y-auto animate-appear rounded-lg border border-border bg-surface p-1 text-foreground shadow-dialog"
      >
        {children}
      </div>
    </div>
  )
}

/** The classes of one item of a menu. */
export const menuItemClass =
  'flex min-h-9 max-sm:min-h-11 w-full items-center gap-2.5 rounded-sm px-2.5 text-left text-sm text-foreground hover:bg-subtle focus-visible:-outline-offset-2'
