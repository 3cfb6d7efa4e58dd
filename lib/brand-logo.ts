import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

/** Deployed as a layer to the function that draws invoices; contains the logo. */
export const assetsDirectory = 'layers/assets';

/** Embedded in every PDF; at a printed height of 13 mm this size is enough. */
const bytesMax = 100_000;
const sideMax = 1_200;

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG's header chunk comes first: its width and height (PNG specification, 11.2.2). */
function sidesOf(png: Buffer): [width: number, height: number] | undefined {
  const isPng = png.length > 24 && png.subarray(0, 8).equals(signature);
  return isPng ? [png.readUInt32BE(16), png.readUInt32BE(20)] : undefined;
}

/** Returns why a file of the assets cannot be the logo, or undefined when it can. */
export function faultOfLogo(name: string, directory = assetsDirectory): string | undefined {
  const path = `${directory}/${name}`;
  if (!existsSync(path)) return `there is no ${path}`;
  const png = readFileSync(path);
  const sides = sidesOf(png);
  if (!sides) return `${path} is not a PNG`;
  if (png.length > bytesMax) return `${path} has more than ${bytesMax} bytes`;
  if (Math.max(...sides) > sideMax) return `${path} is larger than ${sideMax} pixels`;
  return undefined;
}

/** The name of a PNG in the assets: at most 100 000 bytes, 1 200 pixels wide and high. */
export const logoConfiguration = z
  .string()
  .regex(/^[\w-]+\.png$/, 'the name of a PNG file in layers/assets')
  .superRefine((name, context) => {
    const message = faultOfLogo(name);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** The logo as it travels in a template: base64. */
export const encodedLogo = (name: string): string =>
  readFileSync(`${assetsDirectory}/${name}`).toString('base64');
