import { completeConnect } from '@/lib/server/attempts/complete-connect'
import { formRoutes } from '@/lib/server/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(completeConnect)
