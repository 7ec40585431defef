type Json = Record<string, unknown>
interface Operation {
  readonly summary: string
  readonly 'x-access': string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Json }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Json }> }
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, { readonly schema: Json }> }>
}

const escape = (text: string) => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
const code = (value: unknown) => `<pre tabindex="0">${escape(JSON.stringify(value, null, 2))}</pre>`
const schemaNote = (schema: Json) =>
  typeof schema['$ref'] === 'string' ? `<a href="#${schema['$ref'].split('/').at(-1)}">${schema['$ref'].split('/').at(-1)}</a>` : code(schema)

const parameterRow = ({ name, in: place, required, schema }: Operation['parameters'][number]) => {
  const { type, enum: choices, maxLength, minimum, maximum, format } = schema
  const limits = Object.entries({ choices, format, maxLength, minimum, maximum }).filter(([, value]) => value !== undefined)
  return `<tr><th scope="row"><code>${escape(name)}</code></th><td>${place}${required ? ', required' : ''}</td><td>${escape(typeof type === 'string' ? type : '')} ${escape(limits.map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(' | ') : String(value)}`).join(', '))}</td></tr>`
}

const operation = (path: string, method: string, { summary, 'x-access': access, parameters, requestBody, responses }: Operation) => `
<section><h3><code>${method.toUpperCase()} ${escape(path)}</code></h3><p>${escape(summary)}. Who: ${access}.</p>
${parameters.length > 0 ? `<table><caption>Parameters</caption><tbody>${parameters.map(parameterRow).join('')}</tbody></table>` : ''}
${
  requestBody
    ? `<details><summary>Body</summary>${Object.values(requestBody.content)
        .map(({ schema }) => schemaNote(schema))
        .join('')}</details>`
    : ''
}
<table><caption>Answers</caption><tbody>${Object.entries(responses)
  .map(
    ([status, { description, content }]) =>
      `<tr><th scope="row">${status}</th><td>${escape(description)}</td><td>${Object.entries(content ?? {})
        .map(([type, { schema }]) => `${type}${'$ref' in schema ? ` ${schemaNote(schema)}` : ''}`)
        .join('')}</td></tr>`,
  )
  .join('')}</tbody></table></section>`

/** The OpenAPI document as one readable page: no script, no other host. */
export const docsPage = (document: Json): string => {
  const { title, version } = document['info'] as { title: string; version: string }
  const paths = document['paths'] as Record<string, Record<string, Operation>>
  const { schemas } = document['components'] as { schemas: Json }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><link rel="stylesheet" href="/api/docs.css"></head>
<body><main><h1>${escape(title)} ${escape(version)}</h1><p>Also as <a href="/api/openapi.json">OpenAPI 3.1</a>. JSON in camelCase; instants ISO 8601 in UTC; errors are problem+json (RFC 9457).</p>
<h2>Calls</h2>${Object.entries(paths)
    .map(([path, methods]) =>
      Object.entries(methods)
        .map(([method, line]) => operation(path, method, line))
        .join(''),
    )
    .join('')}
<h2>Types</h2>${Object.entries(schemas)
    .map(([name, schema]) => `<section><h3 id="${escape(name)}">${escape(name)}</h3>${code(schema)}</section>`)
    .join('')}</main></body></html>`
}

export const docsStyle = `:root{color-scheme:light dark}body{background:Canvas;color:CanvasText;font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1rem}section{border-top:1px solid #8886;padding-block:.5rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}caption{text-align:start;font-weight:600}th,td{text-align:start;vertical-align:top;padding:.25rem .5rem;border-top:1px solid #8883}section{overflow-x:auto}pre{overflow:auto;font-size:.8rem}`
