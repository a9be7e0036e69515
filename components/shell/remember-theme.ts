import { themeCookie } from '@/lib/contract/theme'

const aYear = 31_536_000

/** Tells the server, so that its pages without scripts look the same. */
export function rememberTheme(theme: string): void {
  const isHttps = window.location.protocol === 'https:'
  const name = isHttps ? `__Host-${themeCookie}` : themeCookie
  const secure = isHttps ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: Safari and Firefox have no cookieStore yet
  document.cookie = `${name}=${theme}; Path=/; Max-Age=${aYear}; SameSite=Lax${secure}`
}
