import { formRoute } from '@/lib/dashboard/routes/route'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(switchAccount)
