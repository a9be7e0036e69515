import { classes } from './classes'

const base =
  'inline-flex max-w-full shrink-0 select-none items-center justify-center gap-2 rounded-md text-center font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55'

const looks = {
  primary: 'border border-transparent bg-accent text-accent-foreground hover:bg-accent-hover',
  secondary: 'border border-border bg-surface text-foreground hover:border-control hover:bg-subtle',
  quiet: 'border border-transparent text-muted hover:bg-subtle hover:text-foreground',
  danger: 'border border-transparent bg-danger text-danger-foreground hover:bg-danger-hover',
} as const

const sizes = {
  small: 'min-h-8 px-3 text-sm max-sm:min-h-11 max-sm:px-4',
  medium: 'min-h-9 px-4 text-base max-sm:min-h-11',
  icon: 'size-8 text-base',
  smallIcon: 'size-6 text-base',
} as const

export interface ButtonLook {
  look?: keyof typeof looks
  size?: keyof typeof sizes
}

/** Returns the classes of a button. They also make a link look like a button. */
export function buttonClass({ look = 'secondary', size = 'small' }: ButtonLook = {}): string {
  return classes(base, looks[look], sizes[size])
}
