import { appendFile } from 'node:fs/promises';
import type { Answer } from './answer.ts';
import { logTime } from './event.ts';
import type { ApiRequest } from './request.ts';

export type AccessLog = (request: ApiRequest, routeKey: string, answer: Answer) => void;

/** Writes a line for every request in the stage's format. */
export function accessLogTo(file: string, format: string): AccessLog {
  let lines: string[] = [];
  const flush = async () => {
    const written = lines;
    lines = [];
    await appendFile(file, `${written.join('\n')}\n`).catch(() => {});
  };
  return (request, routeKey, answer) => {
    if (lines.length === 0) setTimeout(flush, 100).unref();
    lines.push(accessLogLine(format, request, routeKey, answer));
  };
}

/** Fills in `$context.…`; an unknown variable becomes `-`, as on AWS. */
function accessLogLine(
  format: string,
  request: ApiRequest,
  routeKey: string,
  answer: Answer,
): string {
  const values: Record<string, string> = {
    'identity.sourceIp': request.sourceIp,
    'identity.userAgent': request.headers['user-agent'] ?? '-',
    requestTime: logTime(request.at),
    requestTimeEpoch: String(request.at.getTime()),
    httpMethod: request.method,
    path: request.rawPath,
    resourcePath: routeKey.split(' ')[1] ?? '-',
    routeKey,
    protocol: request.protocol,
    status: String(answer.statusCode),
    responseLength: String(answer.body.length),
    responseLatency: String(Date.now() - request.at.getTime()),
    requestId: request.id,
  };
  return format.replaceAll(
    /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g,
    (_all, name: string) => values[name] ?? '-',
  );
}
