import Link from 'next/link'
import { classes } from '@/components/ui/classes'

const tabs = [
  { id: 'accounts', name: 'Accounts and services', href: '/integrations' },
  { id: 'tools', name: 'What agents can do', href: '/integrations/tools' },
] as const

/** The links between the list of integrations and the list of what agents can do. */
export function IntegrationsTabs({ current }: { current: (typeof tabs)[number]['id'] }) {
  return (
    <nav aria-label="Views" className="flex flex-wrap gap-x-5 border-border border-b">
      {tabs.map(({ id, name, href }) => (
        <Link
          key={id}
          href={href}
          prefetch={false}
          aria-current={id === current ? 'page' : undefined}
          className={classes(
            '-mb-px flex min-h-10 items-center border-b-2 text-sm transition-colors hover:text-foreground max-sm:min-h-11',
            id === current
              ? 'border-accent font-medium text-foreground'
              : 'border-transparent text-muted',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
