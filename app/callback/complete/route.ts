import { completeConnect } from '@/lib/dashboard/attempts/complete-connect'
import { formRoutes } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(completeConnect)
