import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export type LogLine = { function: string; at: string; text: string };

type Listener = (line: LogLine) => void;

const linesMax = 2_000;

/** The output of the functions: the last lines in memory, all lines in one file per function. */
export class LogStore {
  private readonly directory: string;
  private readonly lines: LogLine[] = [];
  private readonly listeners = new Set<Listener>();
  private readonly unwritten = new Map<string, string[]>();
  private flushing: NodeJS.Timeout | undefined;

  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  add(functionName: string, text: string): void {
    const line = { function: functionName, at: new Date().toISOString(), text };
    this.lines.push(line);
    if (this.lines.length > linesMax * 2) this.lines.splice(0, linesMax);
    for (const listener of this.listeners) listener(line);
    const file = `${functionName.replaceAll('/', '-')}.log`;
    const unwritten = this.unwritten.get(file) ?? [];
    unwritten.push(text);
    this.unwritten.set(file, unwritten);
    this.flushing ??= setTimeout(() => this.flush(), 50).unref();
  }

  /** The last lines of one function, or of all. */
  last(functionName?: string): LogLine[] {
    const isWanted = (line: LogLine) => !functionName || line.function === functionName;
    return this.lines.filter(isWanted).slice(-linesMax);
  }

  /** Calls the listener for every new line until the returned function is called. */
  follow(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  flush(): void {
    clearTimeout(this.flushing);
    this.flushing = undefined;
    for (const [file, lines] of this.unwritten)
      appendFileSync(join(this.directory, file), `${lines.join('\n')}\n`);
    this.unwritten.clear();
  }
}
