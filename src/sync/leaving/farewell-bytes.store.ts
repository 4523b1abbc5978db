// The bytes of a revoked tablet's attachments: they leave by the same uploads, each under the tablet's own signature instead of a session.
import { openBlobStore } from '../../device/blob-store';
import type { SendBytes } from '../../device/http';
import type { Tablet } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { sendWaiting } from '../attachments/attachment-errand.store';
import { whoKnows } from '../attachments/attachment-tidying.store';
import type { Round } from '../sync-round.store';
import { farewellBytesHeader, farewellBytesText } from '../tablet-report';

export interface FarewellBytesParts {
  readonly tablet: Tablet;
  readonly send: SendBytes;
  /** Signs as this tablet; base64url of raw r and s. */
  readonly sign: (text: string) => Promise<string>;
}

const signing =
  ({ tablet, send, sign }: FarewellBytesParts) =>
  (attachment: string): SendBytes =>
  async (path, request) => {
    const proof = `${tablet.id}.${await sign(farewellBytesText(tablet.id, attachment))}`;
    return send(path, { ...request, headers: { ...request.headers, [farewellBytesHeader]: proof } });
  };

/** What is written down is sent, whoever was cut off before it could wait. Bytes that no record names never leave: nobody could open them. */
async function queueKnown({ database }: Tablet): Promise<void> {
  const making = await database.blobs.where('state').equals('making').toArray();
  const known = await whoKnows(database, making);
  await database.blobs
    .where('id')
    .anyOf([...known])
    .modify({ state: 'waits' });
}

/** Good once everything has left that the server will ever take; words that come up meanwhile go first. */
export const sendLastBytes = (parts: FarewellBytesParts): Promise<Round> =>
  orStorageTrouble(async () => {
    const { tablet } = parts;
    await queueKnown(tablet);
    return sendWaiting({ tablet, store: await openBlobStore(tablet.database), sendFor: signing(parts), isLast: true });
  });
