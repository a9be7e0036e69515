'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'

const shownFor = 2000

/** Copies a text and says so. */
export function CopyButton({
  text,
  label,
  size = 'icon',
}: {
  text: string
  label: string
  size?: 'icon' | 'smallIcon'
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')

  async function copy() {
    setState(
      await navigator.clipboard.writeText(text).then(
        () => 'copied',
        () => 'refused',
      ),
    )
    setTimeout(() => setState('idle'), shownFor)
  }

  return (
    <>
      <Button look="quiet" size={size} aria-label={label} title={label} onClick={copy}>
        {state === 'copied' ? (
          <Check aria-hidden className="size-4 text-success" />
        ) : (
          <Copy aria-hidden className="size-4" />
        )}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' && 'Copied'}
        {state === 'refused' && 'The browser did not allow copying; select the text instead'}
      </span>
    </>
  )
}
