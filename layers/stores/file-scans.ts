import { GetObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import type { FileScans, ScanVerdict } from '#domain/files/readable-file';
import { fileKey } from './file-keys.ts';

/** Nobody scans: the shop's people open files at their own risk. */
export const noScans: FileScans = { verdictOn: async () => 'unscanned' };

/** Every other value, as `UNSUPPORTED`, says that GuardDuty could not look. */
const verdicts: Record<string, ScanVerdict> = {
  NO_THREATS_FOUND: 'clean',
  THREATS_FOUND: 'infected',
};

/** The verdicts of GuardDuty, which it writes into a tag of each object. */
export class GuardDutyScans implements FileScans {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async verdictOn(place: Parameters<FileScans['verdictOn']>[0]): Promise<ScanVerdict> {
    const { TagSet = [] } = await this.#client.send(
      new GetObjectTaggingCommand({ Bucket: this.#bucket, Key: fileKey('orders', place) }),
    );
    const status = TagSet.find(({ Key }) => Key === 'GuardDutyMalwareScanStatus')?.Value;
    return status === undefined ? 'pending' : (verdicts[status] ?? 'unscannable');
  }
}
