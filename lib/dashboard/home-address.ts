import 'server-only'
import { readEnv } from './env/env'
import { home } from './routes/return-path'

/**
 * Returns the address of the list of integrations, always with the host of `APP_URL`. Nobody can sign in at
 * another host, even if the server answers there.
 */
export function homeAddress(): string {
  return new URL(home, readEnv().appUrl).href
}
