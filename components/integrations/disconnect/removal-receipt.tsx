'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, CircleHelp, Clock, Hand } from 'lucide-react'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { eventsQuery } from '@/lib/queries/integrations/events-query'
import { type Revocation, removalFacts } from './removal-facts'

const icons: Record<Revocation, typeof Check> = {
  revoked: Check,
  pending: Clock,
  'kept for another integration': Hand,
  'only by hand': Hand,
  'given up': Hand,
  unknown: CircleHelp,
}

/** Shows what was removed here, whether the provider has revoked the grant, and what is left to do by hand. */
export function RemovalReceipt({
  integration,
  viewer,
}: {
  integration: Pick<ListedIntegration, 'id' | 'service'>
  viewer: Viewer
}) {
  const events = useQuery({
    ...eventsQuery(viewer.personId, integration.id),
    enabled: viewer.canReadDetails,
  })
  const facts = removalFacts(integration.service, viewer.environment, events.data)
  const lines = [
    { icon: Check, text: facts.removedHere },
    { icon: icons[facts.revocation], text: facts.atProvider },
    { icon: facts.leftToDo.link ? Hand : Check, ...facts.leftToDo },
  ]
  return (
    <ul className="flex flex-col gap-0.5">
      {lines.map(({ icon: Icon, text, ...rest }) => (
        <li key={text} className="flex gap-2">
          <Icon aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          <span>
            <span>{text}</span>{' '}
            {'link' in rest && rest.link && (
              <a
                className="text-accent underline underline-offset-2"
                href={rest.link.href}
                target="_blank"
                rel="noreferrer"
              >
                {rest.link.text}
              </a>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
