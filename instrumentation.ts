import type { Instrumentation } from 'next'

export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('@/lib/dashboard/start')
  await start({ isProduction: process.env.NODE_ENV === 'production' })
}

export const onRequestError: Instrumentation.onRequestError = async (...details) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logRequestError } = await import('@/lib/dashboard/log-request-error')
  await logRequestError(...details)
}
