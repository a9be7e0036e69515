import type { ReactNode } from 'react'
import { Button } from './button'
import { buttonClass } from './button-class'
import type { Confirmation } from './confirm-button'
import { PostForm } from './post-form'

/** The content of a page that asks before an action is done, for browsers without JavaScript. */
export function ConfirmPage({
  title,
  description,
  verb,
  action,
  fields,
  backTo,
  otherChoice,
  inputs,
  look = 'danger',
  children,
}: Omit<Confirmation, 'title'> & {
  title: ReactNode
  /** The page to which Cancel leads. */
  backTo: string
  /** The button of another action that the person can choose. It posts the same form. */
  otherChoice?: ReactNode
  /** The fields that the person fills in. */
  inputs?: ReactNode
  /** The look of the button that does it. */
  look?: 'danger' | 'primary'
  children?: ReactNode
}) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-4 rounded-lg border border-border bg-surface p-6">
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-lg wrap-anywhere">{title}</h1>
        {description && <div className="text-muted wrap-anywhere">{description}</div>}
      </div>
      {children}
      <PostForm action={action} fields={fields} className="flex flex-col gap-4">
        {inputs}
        <div className="flex flex-wrap justify-end gap-2">
          <a className={buttonClass({ size: 'medium' })} href={backTo}>
            Cancel
          </a>
          {otherChoice}
          <Button type="submit" look={look} size="medium">
            {verb}
          </Button>
        </div>
      </PostForm>
    </div>
  )
}
