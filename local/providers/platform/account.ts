import { createHash } from 'node:crypto';
import { AccessTokens } from '../access-tokens.ts';
import type { Forgery } from '../deliverer.ts';
import { signMessage } from '../external/signature.ts';
import { randomText } from '../random-text.ts';
import { Simulation, type SimulationOptions } from '../simulation.ts';
import { type Flow, type FlowFault, marksOf, newFlowId, shownFlow } from './flow.ts';
import { lifeCycleFile } from './life-cycle.ts';

export type SimulatedPlatformOptions = SimulationOptions & {
  clientId: string;
  clientSecret: string;
  /** `whsec_` and random bytes in base64. */
  webhookSecret: string;
  webhookUrl: string;
};

/** How long the platform takes to judge a flow. */
const judgingMs = 300;

const staleSeconds = 600;
const somebodyElsesSecret = `whsec_${Buffer.from('secret of some other platform 32').toString('base64')}`;

/** A seller's account at the platform: the whole state of the simulation, in memory. */
export class PlatformAccount extends Simulation<SimulatedPlatformOptions> {
  readonly flows = new Map<string, Flow>();
  readonly tokens = new AccessTokens(this.clock, 3_600);
  /** Numbers whose document is rejected when it arrives, or whose news are. */
  readonly rejections = new Map<string, FlowFault>();

  /** Takes a flow, and judges it a moment later. */
  take(given: Omit<Flow, 'flowId' | 'status' | 'faults' | 'submittedAt' | 'updatedAt'>): Flow {
    const at = new Date(this.clock.nowMs()).toISOString();
    const times = { submittedAt: at, updatedAt: at };
    const flow: Flow = { ...given, flowId: newFlowId(), status: 'Pending', faults: [], ...times };
    this.flows.set(flow.flowId, flow);
    setTimeout(() => this.judge(flow), judgingMs).unref();
    return flow;
  }

  /** Tells the seller of something in a document's life. */
  tell(number: string, code: string, reason?: { code: string; text: string }): Flow {
    const at = new Date(this.clock.nowMs());
    const file = lifeCycleFile({ number, code, reason, at });
    const times = { submittedAt: at.toISOString(), updatedAt: at.toISOString() };
    const flow: Flow = {
      flowId: newFlowId(),
      name: `${number}-${code}.xml`,
      flowType: 'CustomerInvoiceLC',
      flowDirection: 'Out',
      ...{ flowSyntax: 'CDAR', processingRule: 'B2B', status: 'Ok', faults: [], number, file },
      sha256: createHash('sha256').update(file).digest('hex'),
      ...times,
    };
    this.flows.set(flow.flowId, flow);
    this.notify(flow);
    return flow;
  }

  private judge(flow: Flow): void {
    const isTwice = [...this.flows.values()].some(
      (other) =>
        other !== flow &&
        other.trackingId === flow.trackingId &&
        other.flowDirection === 'In' &&
        other.submittedAt <= flow.submittedAt,
    );
    const fault = isTwice ? doublet : this.rejections.get(flow.name.replace(/\.\w+$/, ''));
    flow.status = fault ? 'Error' : 'Ok';
    flow.faults = fault ? [fault] : [];
    flow.updatedAt = new Date(this.clock.nowMs()).toISOString();
    this.notify(flow);
  }

  private notify(flow: Flow): void {
    const id = `msg_${randomText(24)}`;
    const { webhookSecret, webhookUrl, now = () => new Date() } = this.options;
    const data = { flowInfo: shownFlow(flow) };
    const body = JSON.stringify(data);
    const message = (forgery?: Forgery) => {
      const seconds = Math.floor(now().getTime() / 1000);
      const timestamp = forgery === 'stale' ? seconds - staleSeconds : seconds;
      const secret = forgery === 'wrongSecret' ? somebodyElsesSecret : webhookSecret;
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signMessage({ id, timestamp, body }, secret),
      };
      return { headers, body };
    };
    const receivers = () => [{ id: 'webhook', url: webhookUrl, message }];
    this.log.record({ id, type: flow.flowType, marks: [marksOf(flow)], data, receivers });
  }
}

const doublet: FlowFault = {
  level: 'Error',
  item: 'trackingId',
  reasonCode: 'DOUBLON',
  reasonMessage: 'This document was sent before.',
};
