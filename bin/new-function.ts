import { readOrder } from './new-function/order.ts';
import { writeFunction } from './new-function/write-function.ts';

/** npm run new:function: writes a function's first files and table rows, and a failing test. */
try {
  const { written, next } = writeFunction(readOrder(process.argv.slice(2)));
  for (const path of written) console.log(`written  ${path}`);
  for (const step of next) console.log(`next     ${step}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
