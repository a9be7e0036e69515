import { platformMount } from '@/lib/dashboard/platform-mount'

export const GET = platformMount
export const HEAD = platformMount
export const POST = platformMount
export const PUT = platformMount
export const PATCH = platformMount
export const DELETE = platformMount
export const OPTIONS = platformMount
