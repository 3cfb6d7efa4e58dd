import type { Assembly } from '../assembly/assembly.ts';
import { isJsonObject, listOf } from '../assembly/json.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import { compilePattern } from './wildcard.ts';

/**
 * Lets a page read S3's answer, as its bucket's CORS rules say: without it a browser uploads the file
 * and then tells the page that it failed. An upload by a form needs no preflight.
 */
export function withBucketCors(
  reply: HttpReply,
  { method, path, headers: { origin } }: HttpRequest,
  assembly: () => Assembly,
): HttpReply {
  if (origin === undefined) return reply;
  const bucket = assembly().byPhysicalId(path.split('/')[1] ?? '');
  const configuration = bucket?.properties.CorsConfiguration;
  const rules = isJsonObject(configuration) ? listOf(configuration.CorsRules) : [];
  const rule = rules
    .filter(isJsonObject)
    .find(
      ({ AllowedMethods, AllowedOrigins }) =>
        listOf(AllowedMethods).includes(method) &&
        listOf(AllowedOrigins).some((allowed) => compilePattern(String(allowed)).matches(origin)),
    );
  if (!rule) return reply;
  const exposed = listOf(rule.ExposedHeaders).join(', ');
  return {
    ...reply,
    headers: {
      ...reply.headers,
      vary: 'Origin',
      'access-control-allow-origin': origin,
      ...(exposed && { 'access-control-expose-headers': exposed }),
    },
  };
}
