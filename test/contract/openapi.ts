// sdk/openapi.json as a judge: whether an answer of `isloggedin` is one that the document describes.
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

export const openApi: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync('sdk/openapi.json', 'utf8'),
)

export interface Told {
  readonly status: number
  /** The `Content-Type`. */
  readonly type: string | undefined
  readonly text: string
}

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}

interface Operation {
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>
}

/** What is wrong with an answer by the document, as one sentence; undefined: nothing. */
export function complaintAbout(method: string, { status, type, text }: Told): string | undefined {
  const complain = (what: string) =>
    `${method} isloggedin: sdk/openapi.json does not describe ${what} (status ${status}, ${type}).`
  // RFC 9110, 9.3.2: HEAD is GET without the body.
  const response = responseTo(method === 'HEAD' ? 'get' : method.toLowerCase(), status)
  if (!response) return complain('this status')
  if (!response.content) return text && type ? complain('a body') : undefined
  const content = response.content[type?.replace(/;.*/s, '') ?? '']
  if (!content) return complain('this media type')
  if (method === 'HEAD') return undefined
  const isValid = validatorOf(content.schema)
  if (isValid(jsonIn(text))) return undefined
  return complain(`the body: ${ajv.errorsText(isValid.errors, { dataVar: 'body' })}`)
}

const validators = new Map<object, ValidateFunction>()

function validatorOf(schema: object): ValidateFunction {
  const validator = validators.get(schema) ?? ajv.compile(closed(schema))
  validators.set(schema, validator)
  return validator
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function responseTo(method: string, status: number): Response | undefined {
  const operation = at<Operation>(`#/paths/~1isloggedin/${method}`)
  const response = operation?.responses[status]
  return response && '$ref' in response ? at<Response>(response.$ref) : response
}

/** RFC 6901. */
function at<T>(pointer: string): T | undefined {
  const names = pointer.split('/').slice(1)
  const step = (value: unknown, name: string) =>
    (value as Record<string, unknown> | undefined)?.[name.replaceAll('~1', '/')]
  return names.reduce(step, openApi) as T | undefined
}

/**
 * Readers are to ignore fields that they don't know, so the published schemas are open. A server of this project sends
 * none that isn't described: here they are closed, and refer to each other by name alone.
 */
function closed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(closed) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === '$ref' ? inner.replace(/.*\//, '') : closed(inner),
  ])
  const isOpen = 'properties' in value && !('additionalProperties' in value)
  return { ...Object.fromEntries(entries), ...(isOpen && { additionalProperties: false }) }
}

const ajv = new Ajv2020({
  allErrors: true,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/ },
})
for (const [name, schema] of Object.entries(at<object>('#/components/schemas') ?? {})) {
  ajv.addSchema(closed(schema), name)
}
