import { Plug } from 'lucide-react'
import { classes } from './classes'

const tileSizes = { medium: 'size-10', large: 'size-14' } as const
const imageSizes = { medium: 'size-5.5', large: 'size-8' } as const

/** A logo on its tile, or a plug when there is no logo. Screen readers skip the logo, because the name is beside it. */
export function Logo({
  source,
  size = 'medium',
  isFaded = false,
}: {
  source: { light: string; dark: string } | undefined
  size?: keyof typeof tileSizes
  isFaded?: boolean
}) {
  return (
    <span
      className={classes(
        'flex shrink-0 items-center justify-center rounded-lg border border-border bg-surface',
        tileSizes[size],
        isFaded && 'border-dashed bg-transparent opacity-60 grayscale',
      )}
    >
      {source ? (
        <>
          {/* biome-ignore lint/performance/noImgElement: small local SVG files; the image optimizer is off */}
          <img
            src={source.light}
            alt=""
            width={32}
            height={32}
            className={classes(imageSizes[size], source.dark !== source.light && 'dark:hidden')}
          />
          {source.dark !== source.light && (
            // biome-ignore lint/performance/noImgElement: as above
            <img
              src={source.dark}
              alt=""
              width={32}
              height={32}
              className={classes(imageSizes[size], 'hidden dark:block')}
            />
          )}
        </>
      ) : (
        <Plug aria-hidden className={classes(imageSizes[size], 'text-muted')} />
      )}
    </span>
  )
}
