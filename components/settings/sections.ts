import type { Operation } from '@/lib/contract/api/permissions'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'

export type SectionName =
  | 'People'
  | 'Redirect URIs'
  | 'API tokens'
  | 'Webhooks'
  | 'Your passkeys'
  | 'Notifications'

interface Section {
  name: SectionName
  href: string
  /** `own` is for everybody who has signed in as a person. */
  isFor: Operation | 'own'
}

const sections: readonly Section[] = [
  { name: 'People', href: '/settings/people', isFor: 'view_people' },
  { name: 'Redirect URIs', href: '/settings/redirect-uris', isFor: 'view_redirect_uris' },
  { name: 'API tokens', href: '/settings/tokens', isFor: 'manage_tokens' },
  { name: 'Webhooks', href: '/settings/webhooks', isFor: 'manage_webhooks' },
  { name: 'Your passkeys', href: '/settings/passkeys', isFor: 'own' },
  { name: 'Notifications', href: '/settings/notifications', isFor: 'own' },
]

/** Returns the sections of the settings that the viewer may see. */
export function sectionsOf(viewer: Viewer): Section[] {
  return sections.filter(({ isFor }) =>
    isFor === 'own' ? viewer.personName !== undefined : viewerMay(viewer, isFor),
  )
}
