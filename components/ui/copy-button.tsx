'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { copyText } from './copy-text'

const shownForMs = 2000

/** A button that copies a text and then says that the text is copied. */
export function CopyButton({
  text,
  label,
  size = 'icon',
}: {
  text: string
  label: string
  size?: 'icon' | 'smallIcon'
}) {
  const [isCopied, setCopied] = useState(false)

  async function copy() {
    if (!(await copyText(text))) return
    setCopied(true)
    setTimeout(() => setCopied(false), shownForMs)
  }

  return (
    <>
      <Button look="quiet" size={size} aria-label={label} title={label} onClick={copy}>
        {isCopied ? (
          <Check aria-hidden className="size-4 text-success" />
        ) : (
          <Copy aria-hidden className="size-4" />
        )}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </>
  )
}
