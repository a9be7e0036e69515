'use client'

import { useRef } from 'react'
import { Button } from './button'
import type { Confirmation } from './confirm-button'
import { Dialog } from './dialog'
import { PostForm } from './post-form'

/** A dialog that asks before an action is done. The focus starts on Cancel. */
export function ConfirmDialog({
  title,
  description,
  verb,
  action,
  fields,
  onClose,
}: Confirmation & { onClose: () => void }) {
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <Dialog title={title} description={description} onClose={onClose} initialFocus={cancel}>
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={cancel} size="medium" onClick={onClose}>
          Cancel
        </Button>
        <PostForm action={action} fields={fields}>
          <Button type="submit" look="danger" size="medium">
            {verb}
          </Button>
        </PostForm>
      </div>
    </Dialog>
  )
}
