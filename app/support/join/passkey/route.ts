import { allowOnly } from '@/lib/dashboard/routes/route'
import { beginStaffPasskey } from '@/lib/dashboard/support/join-staff'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ POST: beginStaffPasskey })
