import { Plug, SearchX } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { plainText } from '@/lib/contract/text/plain-text'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { searchFieldId } from './filter-bar'

function nextStep(viewer: Viewer): { sentence: string; action: string } {
  const seeServices = 'See the services'
  if (!viewerMay(viewer, 'connect'))
    return { sentence: 'Members and admins of the account connect services.', action: seeServices }
  if (viewer.availableServices?.length === 0)
    return { sentence: 'No service is set up on this server yet.', action: seeServices }
  return {
    sentence: 'Connect a service, and your agents can work in it.',
    action: 'Choose a service',
  }
}

/** Says that nothing is connected yet, and what to do first. */
export function NothingConnected({ viewer }: { viewer: Viewer }) {
  const { sentence, action } = nextStep(viewer)
  return (
    <EmptyPanel
      icon={<Plug aria-hidden className="size-5 text-muted" />}
      title="Nothing is connected yet"
      action={
        <a href="#available-services" className={buttonClass()}>
          {action}
        </a>
      }
    >
      {sentence}
    </EmptyPanel>
  )
}

/** Clears the filter, and moves the focus to the search field, because the button disappears. */
function clearFilter(event: SubmitEvent): void {
  event.preventDefault()
  window.history.replaceState(null, '', '/integrations')
  document.getElementById(searchFieldId)?.focus()
}

/** Says that nothing matches the filter. */
export function NothingFound({ searchText }: { searchText: string }) {
  return (
    <EmptyPanel
      icon={<SearchX aria-hidden className="size-5 text-muted" />}
      title={
        searchText ? `Nothing matches “${plainText(searchText)}”` : 'No integration has this status'
      }
      action={
        <form action="/integrations" onSubmit={clearFilter}>
          <Button type="submit">Clear the filter</Button>
        </form>
      }
    >
      {searchText
        ? 'Search looks at the service, the account and the id.'
        : 'Choose another status to see other integrations.'}
    </EmptyPanel>
  )
}
