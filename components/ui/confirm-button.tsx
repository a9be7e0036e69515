'use client'

import { type ComponentType, type ReactNode, type SubmitEvent, useState } from 'react'
import { Button } from './button'
import type { ButtonLook } from './button-class'
import type { ConfirmDialog } from './confirm-dialog'
import { warnIfOffline } from './offline'

type DialogComponent = ComponentType<Parameters<typeof ConfirmDialog>[0]>

export interface Confirmation {
  /** The question, such as "Delete this redirect URI?". */
  title: string
  description: ReactNode
  /** The word on both buttons, such as "Delete". */
  verb: string
  /** The address to which the confirmed form is posted. */
  action: string
  /** The hidden fields of that form. */
  fields: Record<string, string>
}

/**
 * A button that opens a dialog to confirm an action. Without JavaScript, or when the dialog cannot be loaded, it
 * leads to a page that asks the same.
 */
export function ConfirmButton({
  confirmPath,
  label,
  look = 'quiet',
  ...confirmation
}: Confirmation & {
  look?: NonNullable<ButtonLook['look']>
  /** The page that asks the same without JavaScript. */
  confirmPath: string
  /** The full name of the button for screen readers. It begins with the verb. */
  label: string
}) {
  const [LoadedDialog, setLoadedDialog] = useState<DialogComponent | null>(null)

  async function open(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const loaded = await import('./confirm-dialog').catch(() => null)
    if (!loaded) return warnIfOffline() || form.submit()
    setLoadedDialog(() => loaded.ConfirmDialog)
  }

  return (
    <>
      <form method="get" action={confirmPath} onSubmit={open}>
        <Button type="submit" look={look}>
          <span>
            {confirmation.verb}
            <span className="sr-only">{label.slice(confirmation.verb.length)}</span>
          </span>
        </Button>
      </form>
      {LoadedDialog && <LoadedDialog {...confirmation} onClose={() => setLoadedDialog(null)} />}
    </>
  )
}
