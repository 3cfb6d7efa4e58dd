import { type Command, type Given, textFlag } from './command.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run ops -- close PAYMENT REFUND --proof TEXT     refunded by hand, by this transfer
npm run ops -- close PAYMENT REFUND --ask-provider   ask the provider to refund it, if it can
npm run ops -- close PAYMENT REFUND --drop REASON    the shop keeps the money
  PAYMENT and REFUND are those of \`tasks\`.`;

/** Closes a refund task. */
export const close: Command = {
  summary: 'close a refund task: refunded with a proof, asked of the provider, or dropped',
  usage,
  flags: {
    proof: { type: 'string' },
    'ask-provider': { type: 'boolean' },
    drop: { type: 'string' },
  },
  positionalsMax: 2,
  async run({ api, say }, given) {
    const [payment, refund] = given.positionals;
    if (!payment || !refund) throw new UsageError(usage);
    const [paymentPart, refundPart] = [payment, refund].map(encodeURIComponent);
    const { status } = await api.ask<{ status: string }>({
      method: 'POST',
      path: `/v1/payments/${paymentPart}/refunds/${refundPart}/close`,
      body: endingIn(given),
    });
    say(`${refund} is ${status}`);
    return 0;
  },
};

function endingIn(given: Given): object {
  const proof = textFlag(given, 'proof');
  const reason = textFlag(given, 'drop');
  const endings = [
    ...(proof === undefined ? [] : [{ outcome: 'given_back', proof }]),
    ...(given.flags['ask-provider'] ? [{ outcome: 'ask_provider' }] : []),
    ...(reason === undefined ? [] : [{ outcome: 'dropped', reason }]),
  ];
  const [ending, ...others] = endings;
  if (!ending || others.length > 0)
    throw new UsageError(`Give one of --proof, --ask-provider and --drop.\n\n${usage}`);
  return ending;
}
