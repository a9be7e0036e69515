import 'server-only'
import { headers } from 'next/headers'
import { zoneCookie, zoneOf } from '@/lib/contract/view/reader'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { readEnv } from './env/env'

/** Returns the time zone of the person who reads the page, from a cookie that the browser sets, or UTC without it. */
export async function readerZone(): Promise<string> {
  const cookies = (await headers()).get('cookie')
  return zoneOf(readCookie(cookies, cookieName(readEnv().appUrl, zoneCookie)))
}
