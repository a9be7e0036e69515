import { z } from 'zod'
import { plainText } from '@/lib/contract/text/plain-text'
import type { ExternalAccount } from './provider'

/**
 * An id from a vendor: printable ASCII without spaces. The id of an account may consist of two such ids.
 */
export const vendorIdSchema = z.string().regex(/^[\x21-\x7e]{1,120}$/)

/** A name that people chose, cleaned so that it can be stored and shown. */
export const givenNameSchema = z.string().transform(visibleName)

/** Returns an account with a name that can be shown. The id replaces a missing name. */
export function externalAccount(id: string, name: string | null | undefined): ExternalAccount {
  return { id, name: visibleName(name ?? '') || id }
}

/** Returns the visible text of a name, 120 characters at most. It is empty when nothing is visible. */
function visibleName(name: string): string {
  return Array.from(plainText(name)).slice(0, 120).join('')
}
