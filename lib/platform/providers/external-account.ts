import { z } from 'zod'
import { plainText } from '@/lib/contract/text/plain-text'
import type { ExternalAccount } from './provider'

/** A vendor's own id of a thing: printable ASCII without spaces. Two of them fit into the id of an account. */
export const vendorId = z.string().regex(/^[\x21-\x7e]{1,120}$/)

/** A name that people chose, made fit to be stored and shown. */
export const givenName = z.string().transform(fitName)

/** Returns an account with a name that can be shown; the id stands in for a missing name. */
export function externalAccount(id: string, name: string | null | undefined): ExternalAccount {
  return { id, name: fitName(name ?? '') || id }
}

/** Returns the visible text of a name, 120 characters at most. Empty when nothing of it is visible. */
function fitName(name: string): string {
  return Array.from(plainText(name)).slice(0, 120).join('')
}
