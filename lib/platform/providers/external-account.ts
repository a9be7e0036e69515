import { z } from 'zod'
import { plainText } from '@/lib/contract/text/plain-text'
import type { ExternalAccount } from './provider'

/** A vendor's own id of a thing: a bounded word, never prose. Two of them fit into the id of an account. */
export const vendorId = z.string().regex(/^[\x21-\x7e]{1,120}$/)

/** A name that people gave, as they gave it, fit to be stored and shown. */
export const givenName = z.string().transform(fitName)

/** Names are shown to people; without any name left, the id stands in. */
export function externalAccount(id: string, name: string | null | undefined): ExternalAccount {
  return { id, name: fitName(name ?? '') || id }
}

/** As it can be shown, and stored: PostgreSQL refuses NUL. Empty when nothing of it could be seen. */
function fitName(name: string): string {
  return Array.from(plainText(name)).slice(0, 120).join('')
}
