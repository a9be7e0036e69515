'use client'

import * as RadixDialog from '@radix-ui/react-dialog'
import { setNonce } from 'get-nonce'
import { type ReactNode, type RefObject, useRef } from 'react'

/** Gives Radix the nonce of the page, which its style element needs under the content security policy. */
function passNonceToRadix(): void {
  const nonce = document.querySelector<HTMLElement>('script[nonce]')?.nonce
  if (nonce) setNonce(nonce)
}

/** Returns the focus to the element that opened the dialog, unless another element has the focus already. */
function returnFocus(opener: Element | null): void {
  const isFocusLost = !document.activeElement || document.activeElement === document.body
  if (isFocusLost && opener instanceof HTMLElement) opener.focus()
}

/**
 * A modal dialog that is open as long as it is rendered. When it closes, the focus returns to the element that
 * opened the dialog. Import the dialog dynamically, so that the page loads without its code.
 */
export function Dialog({
  title,
  description,
  onClose,
  initialFocus,
  children,
}: {
  title: string
  description: ReactNode
  onClose: () => void
  initialFocus: RefObject<HTMLElement | null>
  children: ReactNode
}) {
  passNonceToRadix()
  const opener = useRef(document.activeElement)
  return (
    <RadixDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <RadixDialog.Content
          className="fixed inset-x-4 bottom-4 z-40 mx-auto flex max-h-[calc(100dvh-32px)] max-w-md animate-rise flex-col gap-4 overflow-y-auto rounded-lg border border-border bg-surface p-6 text-foreground shadow-dialog sm:top-[18vh] sm:bottom-auto sm:max-h-[76vh]"
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            initialFocus.current?.focus()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            returnFocus(opener.current)
          }}
        >
          <div className="flex flex-col gap-1">
            <RadixDialog.Title className="font-semibold text-lg wrap-anywhere">
              {title}
            </RadixDialog.Title>
            <RadixDialog.Description asChild>
              <div className="text-muted wrap-anywhere">{description}</div>
            </RadixDialog.Description>
          </div>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
