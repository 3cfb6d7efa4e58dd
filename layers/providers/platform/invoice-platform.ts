import { createHash } from 'node:crypto';
import type { Flow, InvoicePlatform, OutgoingFlow } from '#domain/platform/invoice-platform';
import type { JsonExchange } from '../http-client.ts';
import { writeCashNews } from './cash-news.ts';
import { readLifeCycle } from './life-cycle-message.ts';
import { type PlatformAccess, PlatformClient, PlatformSilentError } from './platform-client.ts';

/** A flow as XP Z12-013 describes it; the platform may leave out any field. */
type WireFlow = {
  flowId?: unknown;
  trackingId?: unknown;
  flowType?: unknown;
  updatedAt?: unknown;
  submittedAt?: unknown;
  acknowledgement?: { status?: unknown; details?: unknown };
};

/** The most that a search returns at once. */
const pageSize = 100;

/** A day with more messages than this is looked through by the next run. */
const pagesMax = 20;

/** A plateforme agréée by the common API (AFNOR XP Z12-013, Flow Service). */
export class CommonInvoicePlatform implements InvoicePlatform {
  readonly #client: PlatformClient;

  constructor(access: PlatformAccess) {
    this.#client = new PlatformClient(access);
  }

  async send({ trackingId, name, syntax, bytes }: OutgoingFlow): Promise<string> {
    const flowInfo = {
      ...{ trackingId, name, flowSyntax: syntax, processingRule: 'B2B' },
      // EN 16931 with the French rules is a core invoice usage specification.
      ...(syntax === 'Factur-X' && { flowProfile: 'CIUS' }),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    const type = syntax === 'Factur-X' ? 'application/pdf' : 'application/xml';
    const body = new FormData();
    body.append('flowInfo', new Blob([JSON.stringify(flowInfo)], { type: 'application/json' }));
    body.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    const answer = await this.#client.call({ method: 'POST', path: '/v1/flows', body });
    const { flowId } = fieldsOf(answer);
    if (typeof flowId !== 'string' || flowId === '') throw new PlatformSilentError(answer);
    return flowId;
  }

  async find(flowId: string): Promise<Flow | undefined> {
    const answer = await this.#client.call({ method: 'GET', path: pathOf(flowId, 'Metadata') });
    if (answer.kind === 'answered' && answer.status === 404) return undefined;
    return flowFrom(fieldsOf(answer));
  }

  async findByTrackingId(trackingId: string): Promise<Flow | undefined> {
    const flows = await this.search({ trackingId }, 1);
    return flows.find((flow) => flow.trackingId === trackingId);
  }

  async readLifeCycle(flowId: string) {
    return readLifeCycle(await this.#client.download(pathOf(flowId, 'Original')));
  }

  async lifeCyclesSince(since: Date): Promise<string[]> {
    const ids = new Set<string>();
    let updatedAfter = since.toISOString();
    for (let page = 0; page < pagesMax; page++) {
      const where = { flowType: ['CustomerInvoiceLC'], updatedAfter };
      const flows = await this.search(where, pageSize);
      const isNews = flows.some(({ flowId }) => !ids.has(flowId));
      for (const { flowId } of flows) ids.add(flowId);
      if (flows.length < pageSize || !isNews) break;
      updatedAfter = flows.at(-1)!.updatedAt;
    }
    return [...ids];
  }

  writeCashNews = writeCashNews;

  private async search(where: object, limit: number): Promise<Flow[]> {
    const body = { where, limit };
    const answer = await this.#client.call({ method: 'POST', path: '/v1/flows/search', body });
    const { results } = fieldsOf(answer) as { results?: unknown };
    if (!Array.isArray(results)) throw new PlatformSilentError(answer);
    const flows = results.flatMap((result: WireFlow) => flowFrom(result) ?? []);
    return flows.sort((a, b) => a.updatedAt.localeCompare(b.updatedAt));
  }
}

const pathOf = (flowId: string, docType: 'Metadata' | 'Original'): string =>
  `/v1/flows/${encodeURIComponent(flowId)}?docType=${docType}`;

const isGood = ({ status }: { status: number }): boolean => status >= 200 && status < 300;

function fieldsOf(answer: JsonExchange): WireFlow {
  if (answer.kind !== 'answered' || !isGood(answer)) throw new PlatformSilentError(answer);
  const { body } = answer;
  if (typeof body !== 'object' || body === null) throw new PlatformSilentError(answer);
  return body;
}

/** Undefined without an id; anything but a clear judgement is none yet. */
function flowFrom(wire: WireFlow): Flow | undefined {
  const { flowId, trackingId, flowType, acknowledgement, updatedAt, submittedAt } = wire;
  if (typeof flowId !== 'string') return undefined;
  const status = acknowledgement?.status;
  const judged = status === 'Ok' ? 'ok' : status === 'Error' ? 'error' : 'pending';
  const reason = judged === 'error' ? reasonIn(acknowledgement?.details) : undefined;
  return {
    flowId,
    ...(typeof trackingId === 'string' && { trackingId }),
    isLifeCycle: flowType === 'CustomerInvoiceLC',
    acknowledgement: judged,
    ...(reason && { reason }),
    updatedAt: instantOf(updatedAt) ?? instantOf(submittedAt) ?? new Date(0).toISOString(),
  };
}

function instantOf(value: unknown): string | undefined {
  const at = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** What a person can read: of each fault its code and text, as far as a row has room. */
function reasonIn(details: unknown): string {
  const faults = (Array.isArray(details) ? details : []) as Record<string, unknown>[];
  return faults
    .map(({ reasonCode, reasonMessage }) => [reasonCode, reasonMessage].filter(Boolean).join(': '))
    .join('; ')
    .slice(0, 500);
}
