import { formRoute } from '@/lib/dashboard/routes/route'
import { submitJoinStaff } from '@/lib/dashboard/support/join-staff'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitJoinStaff)
