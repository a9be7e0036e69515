import { formRoutes } from '@/lib/server/http/route'
import { signOut } from '@/lib/server/sign-in/sign-out'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(signOut)
