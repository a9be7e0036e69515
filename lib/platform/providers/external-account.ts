import { z } from 'zod'
import type { ExternalAccount } from './provider'

/** A vendor's own id of a thing: a bounded word, never prose. Two of them fit into the id of an account. */
export const vendorId = z.string().regex(/^[\x21-\x7e]{1,120}$/)

/** A name that people gave, as they gave it, fit to be stored and shown. */
export const givenName = z.string().transform(fitName)

/** Names are shown to people; without any name left, the id stands in. */
export function externalAccount(id: string, name: string | null | undefined): ExternalAccount {
  return { id, name: fitName(name ?? '') || id }
}

/** Control characters, above all NUL, which PostgreSQL refuses, and lone surrogates go. */
function fitName(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim()
  return Array.from(clean).slice(0, 120).join('')
}
