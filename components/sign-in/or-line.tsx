import { classes } from '@/components/ui/classes'

/** A line with the word "or" between two forms. */
export function OrLine({ className }: { className?: string }) {
  return (
    <p
      className={classes(
        'flex items-center gap-3 text-muted text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border',
        className,
      )}
    >
      or
    </p>
  )
}
