'use client'

import { type ReactNode, type SubmitEvent, useState } from 'react'
import { answerPasskey, PasskeyError } from './answer-passkey'
import { Notice } from './notice'
import { warnIfOffline } from './offline'
import { PostForm } from './post-form'

function addField(form: HTMLFormElement, name: string, value: string) {
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
}

/**
 * A form that is posted with the answer of the person's authenticator. A button of the form with the attribute
 * `data-without-passkey` posts the form as it is.
 */
export function PasskeyForm({
  kind,
  beginPath,
  children,
  ...form
}: {
  kind: 'create' | 'use'
  /**
   * The address that answers with the options of WebAuthn. To create a passkey, the fields `link`,
   * `name` and `person` of the form are sent to it.
   */
  beginPath: string
  action: string
  fields: Record<string, string | undefined>
  className?: string
  children: ReactNode
}) {
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent
    if (submitter?.hasAttribute('data-without-passkey')) return
    event.preventDefault()
    if (isBusy || warnIfOffline()) return
    const target = event.currentTarget
    const { link, name, person } = Object.fromEntries(new FormData(target))
    setBusy(true)
    setProblem(null)
    try {
      const begun = kind === 'create' ? { link, name, person } : {}
      const answer = await answerPasskey(kind, beginPath, begun)
      // A form that a script sends has no button, so the value of the button is added too.
      for (const [field, value] of Object.entries({ ...answer, with: 'passkey' }))
        addField(target, field, value)
      target.submit()
    } catch (error) {
      if (!(error instanceof PasskeyError)) throw error
      setProblem(error.message)
      setBusy(false)
    }
  }

  return (
    <PostForm {...form} onSubmit={submit} aria-busy={isBusy}>
      {problem && (
        <Notice tone="warning" role="alert">
          {problem}
        </Notice>
      )}
      {children}
    </PostForm>
  )
}
