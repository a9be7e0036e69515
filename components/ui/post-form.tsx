import type { ComponentProps } from 'react'

/** A form that posts hidden fields to a route handler of this server. The form works without JavaScript. */
export function PostForm({
  fields,
  children,
  ...rest
}: Omit<ComponentProps<'form'>, 'action' | 'method'> & {
  action: string
  /** Fields that are undefined are left out. */
  fields: Record<string, string | undefined>
}) {
  return (
    <form method="post" {...rest}>
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  )
}
