import { formRoute } from '@/lib/dashboard/routes/route'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(signOut)
