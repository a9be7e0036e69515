import { submitAddPasskey } from '@/lib/dashboard/passkeys/passkey-forms'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitAddPasskey)
