import 'server-only'
import { headers } from 'next/headers'
import { zoneCookie, zoneOf } from '@/lib/contract/view/reader'
import { readEnv } from './env/env'
import { cookieName, readCookie } from './routes/cookies'

/** Returns the time zone that the reader's browser has set in a cookie; UTC without one. */
export async function readerZone(): Promise<string> {
  const cookies = (await headers()).get('cookie')
  return zoneOf(readCookie(cookies, cookieName(readEnv().appUrl, zoneCookie)))
}
