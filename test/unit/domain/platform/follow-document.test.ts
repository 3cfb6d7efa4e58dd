import type { InvoiceContent } from '#domain/invoices/invoice';
import type { Invoice } from '#domain/invoices/invoice-store';
import { askAboutDocuments } from '#domain/platform/ask-about-documents';
import { type FollowDeps, followDocument } from '#domain/platform/follow-document';
import { hearOfFlow } from '#domain/platform/hear-of-flow';
import type {
  CashNews,
  Flow,
  InvoicePlatform,
  LifeCycleNews,
  OutgoingFlow,
} from '#domain/platform/invoice-platform';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { anInvoice } from '#test/invoices';
import { MemoryPlatformStore } from '#test/memory-platform-store';
import { aSeller } from '#test/sellers';

const id = 'inv_01JNTQ6Z8D3V4W5X6Y7Z8A9B0C';
const requestId = 'request-1';

/** A platform that takes everything, and judges when the test says so. */
class ScriptedPlatform implements InvoicePlatform {
  readonly flows = new Map<string, Flow>();
  readonly sent: OutgoingFlow[] = [];
  readonly news = new Map<string, LifeCycleNews[]>();
  asked = 0;
  /** Of the next sending: the answer is lost, before or after the platform has acted. */
  trouble?: 'before' | 'after';

  async send(flow: OutgoingFlow): Promise<string> {
    const { trouble } = this;
    this.trouble = undefined;
    if (trouble === 'before') throw new Error('silent');
    this.sent.push(flow);
    const flowId = `flow-${this.sent.length}`;
    this.flows.set(flowId, {
      flowId,
      trackingId: flow.trackingId,
      isLifeCycle: flow.syntax === 'CDAR',
      acknowledgement: 'pending',
      updatedAt: '2026-11-21T10:00:00.000Z',
    });
    if (trouble === 'after') throw new Error('silent');
    return flowId;
  }

  judge(trackingId: string, acknowledgement: 'ok' | 'error', reason?: string): string {
    const flow = [...this.flows.values()].find((one) => one.trackingId === trackingId)!;
    const judged = { ...flow, acknowledgement, updatedAt: '2026-11-21T10:05:00.000Z' };
    this.flows.set(flow.flowId, { ...judged, ...(reason && { reason }) });
    return flow.flowId;
  }

  /** What the buyer's platform says. */
  say(news: LifeCycleNews): string {
    const flowId = `news-${this.news.size + 1}`;
    const updatedAt = news.at;
    this.flows.set(flowId, { flowId, isLifeCycle: true, acknowledgement: 'ok', updatedAt });
    this.news.set(flowId, [news]);
    return flowId;
  }

  async find(flowId: string): Promise<Flow | undefined> {
    this.asked++;
    return this.flows.get(flowId);
  }

  async findByTrackingId(trackingId: string): Promise<Flow | undefined> {
    this.asked++;
    return [...this.flows.values()].find((flow) => flow.trackingId === trackingId);
  }

  readLifeCycle = async (flowId: string): Promise<LifeCycleNews[]> => this.news.get(flowId) ?? [];

  async lifeCyclesSince(): Promise<string[]> {
    this.asked++;
    return [...this.news.keys()];
  }

  writeCashNews = (news: CashNews): Uint8Array => new TextEncoder().encode(JSON.stringify(news));
}

function setup(changes: Partial<InvoiceContent> = {}, more: Partial<Invoice> = {}) {
  const content = anInvoice({ number: 'FA-2026-000007', ...changes });
  const invoice: Invoice = {
    id,
    status: content.payment ? 'paid' : 'generated',
    content,
    document: { key: 'invoices/2026/FA-2026-000007.pdf', sha256: 'ab'.repeat(32), bytes: 3 },
    createdAt: content.issuedAt,
    requestId,
    ...more,
  };
  const platform = new ScriptedPlatform();
  const records = new MemoryPlatformStore();
  const clock = new SettableClock('2026-11-21T10:00:00.000Z');
  const deps: FollowDeps = {
    invoices: { find: async (wanted) => (wanted === id ? invoice : undefined) },
    documents: { get: async () => new Uint8Array([1, 2, 3]) },
    randomBytes: seededBytes(),
    ...{ platform, records, now: clock.now, pause: noPause },
  };
  const follow = () => followDocument(deps, { invoiceId: id, requestId });
  const hear = (flowId: string) => hearOfFlow(deps, { flowId, requestId });
  const ask = (at: string) => {
    clock.set(at);
    return askAboutDocuments(deps, { now: new Date(at), requestId });
  };
  const codes = async () => (await records.find(id))?.statuses.map(({ code }) => code);
  return { deps, invoice, platform, records, clock, follow, hear, ask, codes };
}

const unpaid = { payment: undefined };

describe('an invoice between companies', () => {
  test('is sent once as it was stored, however often its event comes', async () => {
    const { platform, follow } = setup(unpaid);
    await follow();
    await follow();
    expect(platform.sent).toEqual([
      {
        trackingId: id,
        name: 'FA-2026-000007.pdf',
        syntax: 'Factur-X',
        bytes: new Uint8Array([1, 2, 3]),
      },
    ]);
  });

  test('is sent once when the answer was lost after the platform had taken it', async () => {
    const { platform, records, follow } = setup(unpaid);
    platform.trouble = 'after';
    await expect(follow()).rejects.toThrow('silent');
    await follow();
    expect(platform.sent).toHaveLength(1);
    expect((await records.find(id))?.document).toEqual({ flowId: 'flow-1' });
  });

  test('is sent again when the platform had not taken it', async () => {
    const { platform, follow } = setup(unpaid);
    platform.trouble = 'before';
    await expect(follow()).rejects.toThrow('silent');
    await follow();
    expect(platform.sent).toHaveLength(1);
  });

  test('is not sent by a second run while the first one sends it', async () => {
    const { deps, platform, follow, clock } = setup(unpaid);
    const waiting: (() => void)[] = [];
    const original = deps.documents.get;
    deps.documents.get = async (document) => {
      if (waiting.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      return original(document);
    };
    const first = follow();
    while (waiting.length === 0) await new Promise(setImmediate);
    await expect(follow()).rejects.toThrow('another run is sending this document');
    waiting[0]!();
    await first;
    clock.advance(600_000);
    await follow();
    expect(platform.sent).toHaveLength(1);
  });

  test('waits for its file', async () => {
    const { follow, platform } = setup(unpaid, { document: undefined });
    await expect(follow()).rejects.toThrow('no file yet');
    expect(platform.sent).toEqual([]);
  });

  test('is deposited once the platform says so, told by it', async () => {
    const { platform, follow, hear, codes } = setup(unpaid);
    await follow();
    expect(await codes()).toEqual([]);
    expect(await hear(platform.judge(id, 'ok'))).toEqual([id]);
    expect(await codes()).toEqual(['200']);
  });

  test('that is rejected raises one event with its reason, is never sent again, and is asked about no more', async () => {
    const { platform, records, follow, hear, ask } = setup(unpaid);
    await follow();
    const flowId = platform.judge(id, 'error', 'ADR_ERR: no such SIREN');
    await hear(flowId);
    await hear(flowId);
    expect((await records.find(id))?.statuses).toEqual([
      { code: '213', at: '2026-11-21T10:05:00.000Z', reason: 'ADR_ERR: no such SIREN' },
    ]);
    expect(records.outbox).toMatchObject([
      { type: 'invoice.rejected', data: { invoiceId: id, code: '213' } },
    ]);
    await follow();
    expect(platform.sent).toHaveLength(1);
    expect(await ask('2026-11-24T04:45:00.000Z')).toMatchObject({ asked: 0 });
  });

  test('that fails twice, in two ways, raises one event', async () => {
    const { platform, records, follow, hear, codes } = setup(unpaid);
    await follow();
    await hear(platform.judge(id, 'error', 'ADR_ERR'));
    const at = '2026-11-22T08:00:00.000Z';
    await hear(platform.say({ number: 'FA-2026-000007', code: '501', at }));
    expect(await codes()).toEqual(['213', '501']);
    expect(records.outbox).toHaveLength(1);
  });

  test('keeps what the buyer’s platform says, by its number; other numbers change nothing', async () => {
    const { platform, records, follow, hear, codes } = setup(unpaid);
    await follow();
    const at = '2026-11-22T08:00:00.000Z';
    expect(await hear(platform.say({ number: 'FA-2026-000999', code: '210', at }))).toEqual([]);
    expect(await hear(platform.say({ number: 'FA-2026-000007', code: '205', at }))).toEqual([id]);
    expect(await codes()).toEqual(['205']);
    const refused = { number: 'FA-2026-000007', code: '210', at, reason: 'TX_TVA_ERR' };
    await hear(platform.say(refused));
    expect(records.outbox).toMatchObject([{ data: { code: '210' } }]);
  });

  test('whose notifications were lost is asked about the next day', async () => {
    const { platform, follow, ask, codes } = setup(unpaid);
    await follow();
    platform.judge(id, 'ok');
    platform.say({ number: 'FA-2026-000007', code: '205', at: '2026-11-21T12:00:00.000Z' });
    expect(await ask('2026-11-21T12:00:00.000Z')).toMatchObject({ asked: 0 });
    expect(await ask('2026-11-22T10:00:00.001Z')).toMatchObject({ asked: 1, failures: [] });
    expect(await codes()).toEqual(['200', '205']);
  });

  test('is asked about for two months', async () => {
    const { platform, follow, ask } = setup(unpaid);
    await follow();
    platform.judge(id, 'ok');
    expect(await ask('2027-01-19T10:00:00.000Z')).toMatchObject({ asked: 1 });
    expect(await ask('2027-01-21T10:00:00.000Z')).toMatchObject({ asked: 1 });
    platform.asked = 0;
    expect(await ask('2027-02-21T10:00:00.000Z')).toMatchObject({ asked: 0 });
    expect(platform.asked).toBe(0);
  });
});

describe('the platform is told that an invoice is paid', () => {
  test('for services, once, after it has taken the invoice', async () => {
    const { platform, follow, hear, codes } = setup();
    await follow();
    expect(platform.sent).toHaveLength(1);
    const flowId = platform.judge(id, 'ok');
    await hear(flowId);
    await hear(flowId);
    expect(platform.sent.map(({ trackingId, syntax }) => [trackingId, syntax])).toEqual([
      [id, 'Factur-X'],
      [`${id}-212`, 'CDAR'],
    ]);
    expect(JSON.parse(new TextDecoder().decode(platform.sent[1]!.bytes))).toMatchObject({
      number: 'FA-2026-000007',
      paidDate: '2026-03-01',
      parts: [{ vatRate: 2000, grossMinor: 46_800 }],
    });
    await hear(platform.judge(`${id}-212`, 'ok'));
    expect(await codes()).toEqual(['200', '212']);
  });

  test('when it is paid later', async () => {
    const { invoice, platform, follow } = setup(unpaid);
    await follow();
    platform.judge(id, 'ok');
    await follow();
    expect(platform.sent).toHaveLength(1);
    invoice.paidBy = anInvoice().payment;
    await follow();
    expect(platform.sent).toHaveLength(2);
  });

  test.each([
    ['of goods', { seller: aSeller({ supplies: 'goods' }) }],
    ['with the option for debits', { seller: aSeller({ paysVatOnDebits: true }) }],
    ['of a credit note', { kind: 'credit_note' as const }],
  ])('but not %s', async (_, changes) => {
    const { platform, follow, hear } = setup(changes);
    await follow();
    await hear(platform.judge(id, 'ok'));
    expect(platform.sent).toHaveLength(1);
  });

  test('and a refusal of that news fails aloud', async () => {
    const { platform, follow, hear } = setup();
    await follow();
    await hear(platform.judge(id, 'ok'));
    const flowId = platform.judge(`${id}-212`, 'error', 'no such invoice');
    await expect(hear(flowId)).rejects.toThrow('no such invoice');
  });
});

test.each([
  ['a person', { kind: 'person' as const, name: 'Awa Diallo', email: 'awa@example.com' }],
  [
    'a company abroad',
    {
      kind: 'company' as const,
      name: 'Müller',
      email: 'a@b.example',
      address: { street: 'Weg 1', postalCode: '1', city: 'Köln', country: 'DE' },
    },
  ],
])('an invoice to %s goes by no platform', async (_, customer) => {
  const { platform, records, follow } = setup({ customer });
  expect(await follow()).toBeUndefined();
  expect({ sent: platform.sent, records: records.records.size }).toEqual({ sent: [], records: 0 });
});

test('one document that cannot be asked about does not hold up the news of others', async () => {
  const { platform, follow, ask, codes } = setup(unpaid);
  await follow();
  platform.say({ number: 'FA-2026-000007', code: '203', at: '2026-11-21T12:00:00.000Z' });
  const find = platform.find.bind(platform);
  platform.find = async (flowId) => {
    if (flowId === 'flow-1') throw new Error('silent');
    return find(flowId);
  };
  const { failures } = await ask('2026-11-23T10:00:00.000Z');
  expect(failures.map(({ id: failed }) => failed)).toEqual([id]);
  expect(await codes()).toEqual(['203']);
});
