import 'server-only'
import { headers } from 'next/headers'
import { zoneCookie, zoneOf } from '@/lib/contract/view/reader'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { readEnv } from './env/env'

/** The time zone of the reader's browser, as it last told; UTC as long as it has not. */
export async function readerZone(): Promise<string> {
  const cookies = (await headers()).get('cookie')
  return zoneOf(readCookie(cookies, cookieName(readEnv().appUrl, zoneCookie)))
}
