'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, CircleHelp, Clock, Hand } from 'lucide-react'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { eventsQuery } from '@/lib/queries/integrations/events-query'
import { disconnectFacts, type RevocationState } from './disconnect-facts'

const revocationIcons: Record<RevocationState, typeof Check> = {
  revoked: Check,
  pending: Clock,
  'kept for another integration': Hand,
  'only by its owner': Hand,
  'given up': Hand,
  unknown: CircleHelp,
}

/** Shows what was removed here, whether the provider has revoked the grant, and what the person can still do. */
export function DisconnectResult({
  integration,
  viewer,
}: {
  integration: Pick<ListedIntegration, 'id' | 'service'>
  viewer: Viewer
}) {
  const events = useQuery({
    ...eventsQuery(viewer.personId, integration.id),
    enabled: viewer.apiHasAdditionalResources,
  })
  const facts = disconnectFacts(integration.service, viewer.environment, events.data)
  const lines = [
    { icon: Check, text: facts.removedHere },
    { icon: revocationIcons[facts.revocation], text: facts.atProvider },
    { icon: facts.leftToDo.link ? Hand : Check, ...facts.leftToDo },
  ]
  return (
    <ul className="flex flex-col gap-0.5">
      {lines.map(({ icon: Icon, text, ...line }) => (
        <li key={text} className="flex gap-2">
          <Icon aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          <span>
            <span>{text}</span>{' '}
            {'link' in line && line.link && (
              <a
                className="text-accent underline underline-offset-2"
                href={line.link.href}
                target="_blank"
                rel="noreferrer"
              >
                {line.link.text}
              </a>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
