import { beginConnect } from '@/lib/dashboard/attempts/begin-connect'
import { formRoutes } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(beginConnect)
