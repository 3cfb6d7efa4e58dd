import { execFile } from 'node:child_process';
import { cloudDirectory } from '#test/cloud';

/** Runs the operator's CLI as a person would. */
export const ops = (...words: string[]): Promise<{ code: number; text: string }> =>
  new Promise((resolve) => {
    const environment = { ...process.env, LOCAL_CLOUD: cloudDirectory, NODE_OPTIONS: '' };
    execFile(
      process.execPath,
      ['bin/ops.ts', ...words],
      { env: environment },
      (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), text: `${stdout}${stderr}`.trim() }),
    );
  });
