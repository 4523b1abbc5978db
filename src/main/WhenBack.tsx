// What comes after the first page for somebody who is back: her place in what she was writing, and words that waited for her.
import type { Session } from '../device/session';
import { HandBack } from './HandBack';
import { LaterHere } from './LaterHere';

export const WhenBack = ({ session }: { session: Session }) => (
  <>
    <HandBack session={session} />
    <LaterHere session={session} />
  </>
);
