// On a leader's Today, what waits for her beside the boards: complaints about data, and what of her team was not taken in.
import type { Session } from '../../device/session';
import { ComplaintsWaiting } from './ComplaintsWaiting';
import { NotTakenIn } from './NotTakenIn';

export const WaitsForHer = ({ session }: { session: Session }) => (
  <>
    <ComplaintsWaiting session={session} />
    <NotTakenIn session={session} />
  </>
);
