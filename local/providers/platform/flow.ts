import type { Metadata } from '../faults.ts';
import { randomText } from '../random-text.ts';

type FlowType = 'CustomerInvoice' | 'CustomerInvoiceLC';

/** A fault in a flow, as the platform lists them. */
export type FlowFault = {
  level: 'Error' | 'Warning';
  item: string;
  reasonCode: string;
  reasonMessage: string;
};

/** A document or a message, sent to the platform (In) or by it (Out). */
export type Flow = {
  flowId: string;
  trackingId?: string;
  name: string;
  flowType: FlowType;
  flowDirection: 'In' | 'Out';
  flowSyntax: string;
  processingRule: string;
  sha256: string;
  status: 'Pending' | 'Ok' | 'Error';
  faults: FlowFault[];
  /** The number of the document that it is or is about. */
  number: string;
  file: Uint8Array;
  submittedAt: string;
  updatedAt: string;
};

export const newFlowId = (): string => `flow-${randomText(20)}`;

/** What faults can select a flow by. */
export const marksOf = ({ number, name, trackingId = '' }: Flow): Metadata => ({
  number,
  name,
  trackingId,
});

/** A flow as the API and notifications show it, without its file. */
export const shownFlow = ({ file: _, faults, status, number: __, ...flow }: Flow): object => ({
  ...flow,
  processingRuleSource: 'Input',
  acknowledgement: { status, ...(faults.length > 0 && { details: faults }) },
});
