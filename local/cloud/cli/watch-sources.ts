import { watch } from 'node:fs';

const settleMs = 300;

/** Calls back after changes below `functions/` and `layers/`, once they have settled. */
export function watchSources(onChange: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(onChange).then(
        () => console.log('reloaded'),
        (error: Error) => console.error(`WARNING: not reloaded: ${error.message}`),
      );
    }, settleMs);
  };
  for (const folder of ['functions', 'layers']) watch(folder, { recursive: true }, schedule);
}
