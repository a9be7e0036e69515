import { formRoute } from '@/lib/dashboard/routes/route'
import { switchPlace } from '@/lib/dashboard/sign-in/switch-place'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(switchPlace)
