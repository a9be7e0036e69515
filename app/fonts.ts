import localFont from 'next/font/local'

/**
 * The part of Geist with the letters that nearly every page needs. docs/decisions/0007 describes how the file
 * was made.
 */
export const latin = localFont({
  src: '../public/fonts/geist-latin.woff2',
  variable: '--font-geist-latin',
  weight: '400 700',
  adjustFontFallback: false,
})

/** The other letters of Geist. The browser fetches them only when a page uses one. */
export const beyondLatin = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-beyond-latin',
  weight: '100 900',
  declarations: [{ prop: 'unicode-range', value: 'U+0180-1FFF, U+2070-FFFF' }],
  preload: false,
})

/** The font of ids and of names of tools. The font is not preloaded, so only pages that use it fetch it. */
export const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  fallback: ['ui-monospace', 'monospace'],
  adjustFontFallback: false,
  preload: false,
})
