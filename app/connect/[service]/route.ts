import { beginConnect } from '@/lib/server/attempts/begin-connect'
import { formRoutes } from '@/lib/server/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(beginConnect)
