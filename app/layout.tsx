import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { readerZone } from '@/lib/server/reader-zone'
import './globals.css'

/** For ids and names of tools: no page waits for it, so that it is fetched where it is used. */
const geistMono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  fallback: ['ui-monospace', 'monospace'],
  adjustFontFallback: false,
  preload: false,
})

export const metadata: Metadata = {
  title: { default: 'Miteos', template: '%s · Miteos' },
  description: 'Link the accounts that your Miteos agents work in.',
  robots: { index: false },
  icons: { icon: '/icon.svg' },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#151518' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce')
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${geistMono.variable}`}
      // The theme's class is set by a script before the page is shown.
      suppressHydrationWarning
    >
      <body>
        <Providers
          rendered={{ at: Date.now(), zone: await readerZone() }}
          {...(nonce ? { nonce } : {})}
        >
          {children}
        </Providers>
      </body>
    </html>
  )
}
