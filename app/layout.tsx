import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { readerZone } from '@/lib/dashboard/reader-zone'
import { beyondLatin, latin, mono } from './fonts'
import './globals.css'

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
  const serverRender = { renderedAt: Date.now(), renderedZone: await readerZone() }
  return (
    <html
      lang="en"
      className={`${latin.variable} ${beyondLatin.variable} ${mono.variable}`}
      // A script adds the class of the theme before React starts, so the classes differ from the server's.
      suppressHydrationWarning
    >
      <body>
        <Providers serverRender={serverRender} {...(nonce ? { nonce } : {})}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
