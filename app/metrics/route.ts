import { answerMetrics } from '@/lib/dashboard/metrics/answer-metrics'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: answerMetrics })
