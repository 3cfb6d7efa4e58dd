const width = 30;

type Output = { isTTY?: boolean; write(text: string): unknown };

/** Shows progress on a terminal only, so that redirected output stays clean. */
export function progressBar(output: Output): (done: number, all: number) => void {
  return (done, all) => {
    if (!output.isTTY || all === 0) return;
    const filled = Math.round((done / all) * width);
    const bar = '#'.repeat(filled).padEnd(width, '.');
    output.write(`\r[${bar}] ${done}/${all}${done === all ? '\n' : ''}`);
  };
}
