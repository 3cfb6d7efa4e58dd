import { createHash } from 'node:crypto';
import { answerDespite } from '../answer-despite.ts';
import { type JsonBody, readJsonBody } from '../json-body.ts';
import { type Call, json, Refusal, type Reply } from '../loopback-server.ts';
import { randomText } from '../random-text.ts';
import type { PlatformAccount } from './account.ts';
import { type Flow, marksOf, shownFlow } from './flow.ts';
import { newsIn } from './life-cycle.ts';

type Endpoint = (account: PlatformAccount, call: Call) => Reply | Promise<Reply>;

/** The Flow Service of the common API, and where tokens come from. */
export const endpoints: Record<string, Endpoint> = {
  'POST /oauth2/token': giveToken,
  'POST /flow-service/v1/flows': takeFlow,
  'POST /flow-service/v1/flows/search': search,
  'GET /flow-service/v1/flows/:id': showFlow,
  'ALL /flow-service/*': (_account, { method, path }) => {
    throw refusal(404, 'NOT_FOUND', `No ${method} ${path}.`);
  },
};

const refusal = (status: number, errorCode: string, errorMessage: string): Refusal =>
  new Refusal(errorMessage, json(status, { errorCode, errorMessage }));

/** Answers a call, or fails in the requested way. */
export function answerApi(account: PlatformAccount, call: Call, endpoint: Endpoint) {
  const flow = account.flows.get(call.path.split('/').at(-1) ?? '');
  const refuse = (status: number, code: string) => () =>
    refusal(status, code, 'A fault that was asked for.').reply;
  return answerDespite(account.faults, call, {
    marks: flow ? [marksOf(flow)] : [],
    act: () => {
      const isOpen = call.path === '/oauth2/token';
      if (!isOpen && account.tokens.troubleOf(call.headers.authorization))
        throw refusal(401, 'UNAUTHORIZED', 'The access token is not valid.');
      return endpoint(account, call);
    },
    refuse: refuse(400, 'BAD_REQUEST'),
    tooMany: refuse(429, 'TOO_MANY_REQUESTS'),
    breakDown: refuse(500, 'INTERNAL_ERROR'),
  });
}

function giveToken({ options, tokens }: PlatformAccount, { headers, body }: Call): Reply {
  const { clientId, clientSecret } = options;
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const isGranted = new URLSearchParams(body).get('grant_type') === 'client_credentials';
  if (headers.authorization !== expected || !isGranted)
    return json(401, { error: 'invalid_client' });
  const access_token = tokens.issue(randomText(40));
  return json(200, { access_token, token_type: 'Bearer', expires_in: tokens.lifetimeSeconds });
}

async function takeFlow(account: PlatformAccount, call: Call): Promise<Reply> {
  const { info, file, name } = await partsOf(call);
  const { trackingId, flowSyntax, processingRule = 'B2B', sha256 } = info;
  const isDocument = flowSyntax === 'Factur-X';
  if (!isDocument && flowSyntax !== 'CDAR')
    throw refusal(400, 'BAD_SYNTAX', 'flowSyntax is Factur-X or CDAR here.');
  if (createHash('sha256').update(file).digest('hex') !== sha256)
    throw refusal(400, 'BAD_HASH', 'sha256 is not that of the file.');
  const isFile = isDocument ? startsAsPdf(file) : newsIn(file) !== undefined;
  if (!isFile) throw refusal(400, 'BAD_FILE', 'The file is not what flowSyntax says.');
  const flow = account.take({
    trackingId: String(trackingId),
    ...{ name, sha256: String(sha256), file, flowDirection: 'In' },
    flowType: isDocument ? 'CustomerInvoice' : 'CustomerInvoiceLC',
    flowSyntax: String(flowSyntax),
    processingRule: String(processingRule),
    number: newsIn(file)?.number ?? name.replace(/\.\w+$/, ''),
  });
  return json(202, shownFlow(flow));
}

const startsAsPdf = (file: Uint8Array): boolean =>
  new TextDecoder().decode(file.subarray(0, 5)) === '%PDF-';

/** The parts of a form with a file. */
async function partsOf({ headers, bytes }: Call) {
  const type = headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw refusal(400, 'BAD_REQUEST', 'The body is no multipart form.');
    });
  const [flowInfo, sent] = [form.get('flowInfo'), form.get('file')];
  const text = flowInfo instanceof Blob ? await flowInfo.text() : (flowInfo ?? '');
  const info = readJsonBody(text);
  if (!info || !(sent instanceof File))
    throw refusal(400, 'BAD_REQUEST', 'The form has no flowInfo, or no file.');
  return { info, name: sent.name, file: new Uint8Array(await sent.arrayBuffer()) };
}

function search({ flows }: PlatformAccount, { body }: Call): Reply {
  const { where = {}, limit = 25 } = (readJsonBody(body) ?? {}) as Search;
  const results = [...flows.values()]
    .filter((flow) => matches(flow, where))
    .sort((a, b) => a.updatedAt.localeCompare(b.updatedAt))
    .slice(0, Number(limit));
  return json(200, { limit, filters: where, results: results.map(shownFlow) });
}

type Search = JsonBody & {
  where?: { trackingId?: string; flowType?: string[]; updatedAfter?: string };
  limit?: number;
};

const matches = (
  flow: Flow,
  { trackingId, flowType, updatedAfter }: NonNullable<Search['where']>,
) =>
  (trackingId === undefined || flow.trackingId === trackingId) &&
  (flowType === undefined || flowType.includes(flow.flowType)) &&
  (updatedAfter === undefined || flow.updatedAt > updatedAfter);

function showFlow({ flows }: PlatformAccount, { ids, query }: Call): Reply {
  const flow = flows.get(ids.id ?? '');
  if (!flow) throw refusal(404, 'NOT_FOUND', `No flow ${ids.id}.`);
  if (query.get('docType') !== 'Original') return json(200, shownFlow(flow));
  if (flow.flowSyntax !== 'CDAR') throw refusal(404, 'NOT_FOUND', 'Only messages are kept here.');
  const body = new TextDecoder().decode(flow.file);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
