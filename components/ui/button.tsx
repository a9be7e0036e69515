import type { ComponentProps } from 'react'
import { type ButtonLook, buttonClass } from './button-class'
import { classes } from './classes'

/** A button. It submits a form only with `type="submit"`. */
export function Button({
  look,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & ButtonLook) {
  return (
    <button
      type={type}
      className={classes(
        buttonClass({ ...(look ? { look } : {}), ...(size ? { size } : {}) }),
        className,
      )}
      {...rest}
    />
  )
}
