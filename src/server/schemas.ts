// One set of valibot schemas for what comes in and for the API document at /api/openapi.json.
import swagger from '@fastify/swagger';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { FastifyInstance, FastifySchema } from 'fastify';
import * as v from 'valibot';
import { parse } from '../kernel/parse';
import { requestRefusals } from '../sync/verdict';
import { refusalStatus } from './refusals';

const refusalSchema = v.object({ refusal: v.picklist(requestRefusals) });

const isSchema = (value: unknown): value is v.GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';

const described = (value: unknown): JsonSchema =>
  isSchema(value) ? toJsonSchema(value, { target: 'openapi-3.0', typeMode: 'input', errorMode: 'ignore' }) : {};

/** Whatever a route answers, it may also answer any refusal. */
function answers(response: unknown): Record<string, JsonSchema & { description: string }> {
  const good = Object.entries(typeof response === 'object' && response !== null ? response : {});
  const refusals = [...new Set(Object.values(refusalStatus))].map(status => {
    const names = requestRefusals.filter(name => refusalStatus[name] === status);
    return [String(status), { ...described(refusalSchema), description: names.join(', ') }] as const;
  });
  return Object.fromEntries([
    ...good.map(([status, schema]) => [status, { ...described(schema), description: 'Done' }] as const),
    ...refusals,
  ]);
}

/** A route's `schema` may hold valibot schemas as `body` and under `response`; a body that does not fit is a bad request. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  app.setValidatorCompiler<v.GenericSchema>(({ schema }) => value => {
    const read = parse(schema, value);
    return read.ok ? { value: read.value } : { error: new Error(`${read.trouble.place}: ${read.trouble.reason}`) };
  });
  app.setSerializerCompiler(() => value => JSON.stringify(value));
  await app.register(swagger, {
    openapi: { openapi: '3.0.3', info: { title: 'Larkrise', version, license: { name: 'Apache-2.0' } } },
    transform: ({ schema, url }) => {
      if (!url.startsWith('/api/v1/')) return { schema: { hide: true }, url };
      const { body, response, ...rest } = (schema ?? {}) as FastifySchema;
      return { schema: { ...rest, ...(body ? { body: described(body) } : {}), response: answers(response) }, url };
    },
  });
  app.get('/api/openapi.json', async () => app.swagger());
}
