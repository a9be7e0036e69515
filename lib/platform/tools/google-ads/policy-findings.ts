import { z } from 'zod'
import { cutText, readableText } from '../untrusted-text'

/** A refusal has at most this many findings. As their texts are cut too, an answer stays under 20 KB. */
export const maxFindings = 10
const maxTexts = 3

const topicSchema = z.object({
  topic: z.string().default('UNKNOWN'),
  type: z.string().optional(),
  evidences: z
    .array(
      z.object({
        textList: z.object({ texts: z.array(z.string()).max(1000) }).optional(),
        websiteList: z.object({ websites: z.array(z.string()).max(1000) }).optional(),
        destinationNotWorking: z.object({ expandedUrl: z.string().optional() }).optional(),
      }),
    )
    .max(1000)
    .catch([]),
})
const violationSchema = z.object({
  externalPolicyName: z.string().optional(),
  externalPolicyDescription: z.string().optional(),
  key: z
    .object({ policyName: z.string().optional(), violatingText: z.string().optional() })
    .optional(),
})

/** The details of an error that came from a policy. Only one of the fields is there. */
export const policyDetailsSchema = z.object({
  policyFindingDetails: z
    .object({ policyTopicEntries: z.array(topicSchema).max(1000).catch([]) })
    .optional(),
  policyViolationDetails: violationSchema.optional(),
})

export const policyFindingSchema = z.object({
  topic: z.string().describe('The policy, such as "SYMBOLS".'),
  type: z.string().optional().describe('The effect, such as "PROHIBITED".'),
  texts: z.array(z.string()).optional().describe('The parts of the ad that the policy is about.'),
  description: z.string().optional(),
})
export type PolicyFinding = z.infer<typeof policyFindingSchema>

/** Returns the findings of Google's policies in one error. Returns none when the error has another reason. */
export function policyFindingsIn({
  details,
}: {
  details?: z.infer<typeof policyDetailsSchema> | undefined
}): PolicyFinding[] {
  const topics = details?.policyFindingDetails?.policyTopicEntries ?? []
  const found = topics.slice(0, maxFindings).map(({ topic, type, evidences }) => ({
    topic: shortText(topic),
    ...(type !== undefined && { type: shortText(type) }),
    ...textsOf(
      evidences.flatMap(({ textList, websiteList, destinationNotWorking }) => [
        ...(textList?.texts ?? []),
        ...(websiteList?.websites ?? []),
        ...(destinationNotWorking?.expandedUrl ? [destinationNotWorking.expandedUrl] : []),
      ]),
    ),
  }))
  const violation = details?.policyViolationDetails
  return violation ? [...found, presentViolation(violation)] : found
}

function presentViolation(violation: z.infer<typeof violationSchema>): PolicyFinding {
  const { externalPolicyName, externalPolicyDescription, key } = violation
  return {
    topic: shortText(key?.policyName ?? externalPolicyName ?? 'UNKNOWN'),
    ...textsOf(key?.violatingText === undefined ? [] : [key.violatingText]),
    ...(externalPolicyDescription !== undefined && {
      description: cutText(readableText(externalPolicyDescription), 200),
    }),
  }
}

function textsOf(texts: readonly string[]) {
  return texts.length > 0 && { texts: texts.slice(0, maxTexts).map(shortText) }
}

function shortText(text: string): string {
  return cutText(readableText(text), 60)
}
