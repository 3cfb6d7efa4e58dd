import type { LogLine } from '../functions/log-store.ts';
import { open } from './control-client.ts';

/** Prints the logs of one function, or of all, and follows them until Ctrl-C. */
export async function logs(functionName?: string): Promise<void> {
  const query = new URLSearchParams({ follow: '1' });
  if (functionName) query.set('function', functionName);
  const response = await open(`/logs?${query}`);
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const line = JSON.parse(text) as LogLine;
      console.log(`${line.at.slice(11, 23)} ${line.function} ${line.text}`);
    }
  }
}
