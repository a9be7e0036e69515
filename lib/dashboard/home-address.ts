import 'server-only'
import { readEnv } from './env/env'
import { home } from './routes/return-path'

/**
 * Returns the absolute address of the list of integrations. The open page may be at another host than
 * `APP_URL`, where nobody can sign in.
 */
export function homeAddress(): string {
  return new URL(home, readEnv().appUrl).href
}
