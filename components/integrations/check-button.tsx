'use client'

import type { ReactNode, SubmitEvent } from 'react'
import { PostForm } from '@/components/ui/post-form'
import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName, vendorOf } from '@/lib/contract/services/catalogue'
import type { Failure } from '@/lib/contract/view/failure'
import type { Viewer } from '@/lib/contract/view/viewer'
import { useCheckIntegration } from '@/lib/queries/integrations/check-integration'
import { notDoneSentence } from './words/failure-words'
import { conditionOf, conditionWord } from './words/status-words'

function announceChecked(before: ListedIntegration, after: ListedIntegration): void {
  const name = serviceName(after.service)
  const vendor = vendorOf(after.service)?.name ?? 'The provider'
  if (after.checked_at === before.checked_at) {
    showToast({
      tone: 'info',
      title: `${name} could not be checked`,
      body: `${vendor} gave no clear answer. Nothing was changed; Miteos will try again.`,
    })
    return
  }
  const condition = conditionOf(after)
  showToast({
    tone: condition === 'connected' ? 'success' : 'info',
    title: condition === 'connected' ? `${name} works` : `${name}: ${conditionWord[condition]}`,
  })
}

function announceNotChecked(service: string, failure: Failure): void {
  showToast({
    tone: 'danger',
    title: `${serviceName(service)} could not be checked`,
    body: notDoneSentence(failure),
  })
}

/**
 * A button that checks the integration now: Miteos asks the provider whether the grant is valid. The button works
 * without JavaScript.
 */
export function CheckButton({
  integration,
  viewer,
  className,
  children,
}: {
  integration: ListedIntegration
  viewer: Viewer
  className: string
  children: ReactNode
}) {
  const check = useCheckIntegration(viewer.personId)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover?.()
    if (check.isPending) return
    check.mutate(integration.id, {
      onSuccess: (checked) => announceChecked(integration, checked),
      onError: (failure) => announceNotChecked(integration.service, failure),
    })
  }

  return (
    <PostForm
      action={`/check/${encodeURIComponent(integration.id)}`}
      fields={{ person: viewer.personId, return_to: `/integrations/${integration.id}` }}
      onSubmit={submit}
    >
      <button type="submit" className={className} aria-disabled={check.isPending}>
        {children}
      </button>
    </PostForm>
  )
}
