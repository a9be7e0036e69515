import 'server-only'
import { headers } from 'next/headers'
import { zoneCookie, zoneOf } from '@/lib/contract/view/reader'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { readEnv } from './env/env'

/** Returns the time zone that the reader's browser has set in a cookie, or UTC without a cookie. */
export async function readerZone(): Promise<string> {
  const cookies = (await headers()).get('cookie')
  return zoneOf(readCookie(cookies, cookieName(readEnv().appUrl, zoneCookie)))
}
