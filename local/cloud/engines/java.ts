import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const installCommand: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'brew install --cask temurin',
  win32: 'winget install EclipseAdoptium.Temurin.21.JRE',
  linux: 'sudo apt-get install -y default-jre-headless',
};

/**
 * Finds a Java that runs: the machine's own, or else one that is downloaded once into the folder.
 *
 * @throws Error with an install command when there is none and none can be downloaded.
 */
export async function findJava(directory: string): Promise<string> {
  const own = process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin', 'java')] : [];
  for (const java of [...own, 'java', ...(await fetchedJava(directory))])
    if (await doesRun(java)) return java;
  return fetchJava(directory);
}

// Runs it rather than looking it up: macOS has a `java` that only says where to get one.
const doesRun = (java: string): Promise<boolean> =>
  run(java, ['-version']).then(
    () => true,
    () => false,
  );

async function fetchedJava(directory: string): Promise<string[]> {
  const found: string[] = [];
  const places = glob(join(directory, 'jre/*/{bin,Contents/Home/bin}/java{,.exe}'));
  for await (const java of places) found.push(java);
  return found;
}

async function fetchJava(directory: string): Promise<string> {
  console.error('No Java on this machine: downloading it once (about 50 MB) …');
  try {
    mkdirSync(directory, { recursive: true });
    const { default: njre } = await import('njre');
    await njre.install(21, { installPath: join(directory, 'here') });
  } catch (cause) {
    const command = installCommand[process.platform] ?? installCommand.linux;
    throw new Error(`DynamoDB Local needs Java, and it cannot be downloaded. Run: ${command}`, {
      cause,
    });
  }
  const [java] = await fetchedJava(directory);
  if (java) return java;
  throw new Error(`The downloaded Java is not in ${directory}`);
}
