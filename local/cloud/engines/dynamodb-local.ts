import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { findJava } from './java.ts';

export type Engine = { url: string; stop(): Promise<void> };

const startsWithinMs = 30_000;

/** Starts Amazon's DynamoDB Local in memory, and waits until it answers. */
export async function startDynamodbLocal(directory: string): Promise<Engine> {
  mkdirSync(directory, { recursive: true });
  const [java, port] = await Promise.all([findJava(directory), freePort()]);
  const child = launch(java, port, directory);
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.stdin?.end();
    if (process.platform === 'win32') child.kill();
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitUntilUp(url, child);
  } catch (cause) {
    await stop();
    throw new Error(`DynamoDB Local did not start: ${complaints}`, { cause });
  }
  return { url, stop };
}

/**
 * Ends Java when the pipe to this process closes, so that it never outlives us. The shell has its
 * own process group, because Ctrl-C would otherwise end the database before its callers.
 */
const guard = 'exec 3<&0; "$@" & java=$!; (cat <&3; kill -9 $java) >/dev/null 2>&1 & wait $java';

function launch(java: string, port: number, directory: string): ChildProcess {
  const emulator = join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );
  const command = [
    java,
    // Only the first compiler and a small heap: it starts sooner and leaves more of two cores to
    // us.
    ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xms64m', '-Xmx384m'],
    `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
    ...['-jar', join(emulator, 'DynamoDBLocal.jar')],
    // One database for all: without -sharedDb each access key would see its own tables.
    ...['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)],
  ];
  const options = {
    cwd: directory,
    stdio: ['pipe', 'ignore', 'pipe'] as ['pipe', 'ignore', 'pipe'],
  };
  return process.platform === 'win32'
    ? spawn(command[0]!, command.slice(1), options)
    : spawn('/bin/sh', ['-c', guard, 'sh', ...command], { ...options, detached: true });
}

async function waitUntilUp(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startsWithinMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`Java ended with ${child.exitCode}`);
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await sleep(25);
  }
  throw new Error(`no answer within ${startsWithinMs / 1000} s`);
}
