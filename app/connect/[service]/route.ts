import { beginConnect } from '@/lib/dashboard/attempts/begin-connect'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(beginConnect)
