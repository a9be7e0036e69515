import { readFileSync } from 'node:fs'
import core from '@stoplight/spectral-core'
import owasp from '@stoplight/spectral-owasp-ruleset'
import rulesets from '@stoplight/spectral-rulesets'

// Reads an OpenAPI document from the standard input and writes one line for each finding.
const spectral = new core.Spectral()
spectral.setRuleset({ extends: [rulesets.oas, owasp.default ?? owasp] })
for (const { code, path, message } of await spectral.run(readFileSync(0, 'utf8')))
  process.stdout.write(`${code} ${path.join('.')}: ${message}\n`)
