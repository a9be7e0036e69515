import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'

/** A link that looks like a button. */
export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={buttonClass({ size: 'medium' })} href={href}>
      {children}
    </a>
  )
}

/** A link to the list of integrations. */
export function SeeIntegrations() {
  return <LinkButton href="/integrations">See the integrations</LinkButton>
}
