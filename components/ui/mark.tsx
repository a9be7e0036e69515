import { classes } from './classes'

/** The mark of Miteos: the letter "m". */
export function Mark({ className = 'size-6' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={classes('shrink-0', className)}>
      <rect width="24" height="24" rx="6.5" className="fill-accent" />
      <path
        d="M5.75 16.5v-4.4a3.1 3.1 0 0 1 6.2 0v4.4m.1-4.4a3.1 3.1 0 0 1 6.2 0v1.3"
        className="stroke-accent-foreground"
        fill="none"
        strokeWidth="2.1"
        strokeLinecap="round"
      />
      <circle cx="18.25" cy="16.6" r="1.3" className="fill-accent-foreground" />
    </svg>
  )
}
