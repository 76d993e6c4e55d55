// As much of JSON Schema as docs/mmreview.schema.json uses. Answers with what is wrong, one line each.

type Schema = Readonly<Record<string, unknown>>;

export function violations(value: unknown, schema: Schema, root: Schema = schema, at = '$'): string[] {
  const known = [
    '$schema',
    '$id',
    '$defs',
    '$ref',
    'title',
    'description',
    'type',
    'const',
    'enum',
    'properties',
    'required',
    'additionalProperties',
    'items',
    'minimum',
    'pattern',
  ];
  const unknown = Object.keys(schema).find((word) => !known.includes(word));
  if (unknown) return [`${at}: the schema says ${unknown}, which this test cannot check`];
  if (typeof schema.$ref === 'string') {
    const target = schema.$ref
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((part, key) => (part as Schema)[key], root);
    return violations(value, target as Schema, root, at);
  }
  const wrong: string[] = [];
  if ('const' in schema && value !== schema.const) wrong.push(`${at}: is not ${schema.const}`);
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) wrong.push(`${at}: ${value} is not one of ${schema.enum.join(', ')}`);
  if (typeof schema.type === 'string' && !hasType(value, schema.type)) return [...wrong, `${at}: is no ${schema.type}`];
  if (typeof schema.minimum === 'number' && (value as number) < schema.minimum) wrong.push(`${at}: ${value} is below ${schema.minimum}`);
  if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern).test(value as string)) wrong.push(`${at}: ${value} does not match`);
  if (Array.isArray(value)) {
    if (schema.items) for (const [i, item] of value.entries()) wrong.push(...violations(item, schema.items as Schema, root, `${at}[${i}]`));
  } else if (typeof value === 'object' && value !== null) {
    const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
    for (const name of (schema.required ?? []) as string[]) if (!(name in value)) wrong.push(`${at}: lacks ${name}`);
    for (const [name, part] of Object.entries(value)) {
      const of = properties[name];
      if (of) wrong.push(...violations(part, of, root, `${at}.${name}`));
      else if (schema.additionalProperties === false) wrong.push(`${at}: ${name} is not in the schema`);
    }
  }
  return wrong;
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
