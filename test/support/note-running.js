import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

const directory = '.local/test/running';
const ours = `${directory}/${process.env.JEST_WORKER_ID}`;

// What judges the whole suite waits for the others, which may still run in another worker.
if (!/\/test\/(local|cases)\/last\//.test(expect.getState().testPath)) {
  beforeAll(() => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(ours, expect.getState().testPath);
  });
  afterAll(() => rmSync(ours, { force: true }));
}
