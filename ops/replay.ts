import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run ops -- replay NOTIFICATION-ID
  The id is one of GET /v1/admin/inbox. Processing a notification twice is harmless.`;

/** Processes a provider's stored notification again. */
export const replay: Command = {
  summary: 'process a notification again',
  usage,
  flags: {},
  positionalsMax: 1,
  async run({ api, say }, { positionals: [id] }) {
    if (!id) throw new UsageError(usage);
    await api.ask({ method: 'POST', path: `/v1/admin/inbox/${encodeURIComponent(id)}/replay` });
    say(`${id} is queued: it will be processed within moments`);
    return 0;
  },
};
