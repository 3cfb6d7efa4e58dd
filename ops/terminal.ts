const width = 30;

type Output = { isTTY?: boolean; write(text: string): unknown };

/** Shows how far something is, on a terminal alone: a file of output is not cluttered with it. */
export function progressBar(output: Output): (done: number, all: number) => void {
  return (done, all) => {
    if (!output.isTTY || all === 0) return;
    const filled = Math.round((done / all) * width);
    const bar = '#'.repeat(filled).padEnd(width, '.');
    output.write(`\r[${bar}] ${done}/${all}${done === all ? '\n' : ''}`);
  };
}
