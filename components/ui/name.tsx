import type { ComponentProps } from 'react'

/**
 * The name of a service, an account or a tool, or an id. Translation programs skip the name, and its text
 * direction does not affect the text around it.
 */
export function Name(props: ComponentProps<'bdi'>) {
  return <bdi translate="no" {...props} />
}
